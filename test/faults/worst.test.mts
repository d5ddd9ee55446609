import { untilGood } from '../support/untilGood.mts';
import { measureOnce, WORST } from './support/worst.mts';

// No answer of any size may hold up n8n, or fill its memory: other executions are in the same process.
const MOST_BLOCKED_MS = 100;

test.each(WORST.map((one) => ({ ...one, name: `${one.path}: ${one.fault.name}` })))(
	'$name',
	async (worst) => {
		const { blockedMs, extraMb } = await untilGood(
			6,
			async () => {
				const { blockedMs, slowness, extraMb } = await measureOnce(worst);
				return { blockedMs: blockedMs / slowness, extraMb };
			},
			(one) => one.blockedMs <= MOST_BLOCKED_MS && one.extraMb <= worst.mostMb,
		);
		console.info(`${worst.name}: ${blockedMs.toFixed(0)} ms, ${extraMb.toFixed(0)} MB`);
		expect(blockedMs).toBeLessThanOrEqual(MOST_BLOCKED_MS);
		expect(extraMb).toBeLessThanOrEqual(worst.mostMb);
	},
	10 * 60_000,
);
