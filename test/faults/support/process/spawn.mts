import { fork, type ChildProcess } from 'node:child_process';
import path from 'node:path';

const folder = path.join(process.cwd(), 'test', 'faults', 'support', 'process');

/**
 * Starts a file of this folder in a process of its own, with a channel.
 * @param megabytes the most memory that JavaScript may take
 */
export function spawnFile(file: string, args: string[], megabytes: number): ChildProcess {
	return fork(path.join(folder, 'main.cjs'), [path.join(folder, file), ...args], {
		cwd: process.cwd(),
		execArgv: [`--max-old-space-size=${megabytes}`, '--expose-gc'],
		env: { ...process.env, NODE_ENV: 'test' },
		// What it says when it dies of memory is long, and expected where it does.
		stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
	});
}
