import { once } from 'node:events';
import { spawnFile } from '../faults/support/process/spawn.mts';
import { untilGood } from '../support/untilGood.mts';
import type { JoinMeasured } from './support/joinProcess.mts';

jest.setTimeout(240_000);

const MB = 1_000_000;
const MOST_MB = 60;

async function measure(clips: number, bytes: number): Promise<JoinMeasured> {
	const child = spawnFile('../../../engine/support/joinProcess.mts', [`${clips}`, `${bytes}`], 512);
	const [measured] = await Promise.race([
		once(child, 'message'),
		once(child, 'exit').then(([code]) => {
			throw new Error(`The process ended with code ${code}`);
		}),
	]);
	return measured as JoinMeasured;
}

test('20 clips of 100 MB take at most 60 MB more memory', async () => {
	const measured = await untilGood(
		3,
		async () => {
			const { error, seconds, bytes, extraMb } = await measure(20, 100 * MB);
			expect(error).toBeUndefined();
			const megabytes = Math.round(bytes / MB);
			expect({ seconds, megabytes }).toEqual({ seconds: 200, megabytes: 2000 });
			return extraMb;
		},
		(extraMb) => extraMb < MOST_MB,
	);
	if (process.platform === 'linux') expect(measured).toBeLessThan(MOST_MB);
});
