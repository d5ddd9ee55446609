import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const MOST_OUTPUT = 64 * 1024 * 1024;

/** Runs a program. @returns what it prints; @throws with what it says on stderr where it fails */
export async function run(program: string, args: string[]): Promise<{ out: string; err: string }> {
	const { stdout, stderr } = await promisify(execFile)(program, args, { maxBuffer: MOST_OUTPUT });
	return { out: stdout, err: stderr };
}

/** Has ffmpeg make files. */
export async function ffmpeg(...args: string[]): Promise<void> {
	await run('ffmpeg', ['-v', 'error', '-nostdin', '-y', ...args]);
}

/** A folder for the files of a test file, which is gone after its tests. */
export function useFolder(): (name: string) => string {
	const folder = mkdtempSync(path.join(tmpdir(), 'video-generation-join-'));
	afterAll(() => rmSync(folder, { recursive: true, force: true }));
	return (name) => path.join(folder, name);
}

/** Does all, so many at a time. @returns the results in order */
export async function inOrder<T, R>(
	all: readonly T[],
	work: (one: T, index: number) => Promise<R>,
	atOnce = 2,
): Promise<R[]> {
	const results: R[] = [];
	let next = 0;
	const worker = async () => {
		for (let index = next++; index < all.length; index = next++) {
			results[index] = await work(all[index], index);
		}
	};
	await Promise.all(Array.from({ length: atOnce }, worker));
	return results;
}
