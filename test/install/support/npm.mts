import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const windows = process.platform === 'win32';

/** Runs npm. @returns what it printed. @throws Error with what it said */
export async function npm(folder: string, ...args: string[]): Promise<string> {
	const { stdout } = await promisify(execFile)(windows ? 'npm.cmd' : 'npm', args, {
		cwd: folder,
		shell: windows,
		maxBuffer: 16 * 1024 * 1024,
	});
	return stdout;
}
