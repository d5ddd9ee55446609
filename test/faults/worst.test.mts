import { measureOnce, WORST, type Measured } from './support/worst.mts';

// No answer of any size may hold up n8n, or fill its memory: other executions are in the same process.
const MOST_BLOCKED_MS = 100;
const TIMES = 3;

function median(values: number[]): number {
	return values.sort((one, other) => one - other)[Math.floor(values.length / 2)];
}

test.each(WORST.map((one) => ({ ...one, name: `${one.path}: ${one.fault.name}` })))(
	'$name',
	async (worst) => {
		const all: Measured[] = [];
		// One after the other, so that they do not slow each other down.
		for (let n = 0; n < TIMES; n += 1) all.push(await measureOnce(worst));
		const blockedMs = median(all.map((one) => one.blockedMs / one.slowness));
		const extraMb = median(all.map((one) => one.extraMb));
		console.info(`${worst.name}: ${blockedMs.toFixed(0)} ms, ${extraMb.toFixed(0)} MB`);
		expect(blockedMs).toBeLessThanOrEqual(MOST_BLOCKED_MS);
		expect(extraMb).toBeLessThanOrEqual(worst.mostMb);
	},
	5 * 60_000,
);
