import { once } from 'node:events';
import { spawnFile } from '../faults/support/process/spawn.mts';
import type { JoinMeasured } from './support/joinProcess.mts';

jest.setTimeout(240_000);

const MB = 1_000_000;

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
	const { error, seconds, bytes, extraMb } = await measure(20, 100 * MB);
	expect(error).toBeUndefined();
	expect({ seconds, megabytes: Math.round(bytes / MB) }).toEqual({ seconds: 200, megabytes: 2000 });
	if (process.platform === 'linux') expect(extraMb).toBeLessThan(60);
});
