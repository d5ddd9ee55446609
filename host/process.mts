import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { n8nScript, nodeBinary, root } from './paths.mts';

/** One run of n8n's command line. */
export interface N8nProcess {
	pid: number;
	/** Resolves with the exit code once the process has ended, whatever ended it (then null). */
	ended: Promise<number | null>;
	/** What it has printed so far. */
	output(): Promise<string>;
	/**
	 * Ends the process and what it started: politely, and after `graceMs` the hard way. Resolves when
	 * it is gone.
	 */
	stop(graceMs?: number): Promise<void>;
	/** The most memory that the process held, in bytes; undefined outside of Linux. */
	peakMemory(): number | undefined;
	/** Measures the peak from now on: n8n's start alone takes more than most workflows. Linux only. */
	resetPeakMemory(): void;
}

/** Signals a process and its children; n8n starts runners of its own. */
function signalGroup(pid: number, signal: NodeJS.Signals): void {
	try {
		process.kill(process.platform === 'win32' ? pid : -pid, signal);
	} catch {
		// it is gone already
	}
}

function readPeakMemory(pid: number): number | undefined {
	try {
		const status = readFileSync(`/proc/${pid}/status`, 'utf8');
		const [, kilobytes] = /VmHWM:\s+(\d+) kB/.exec(status) ?? [];
		return kilobytes === undefined ? undefined : Number(kilobytes) * 1024;
	} catch {
		return undefined;
	}
}

let runs = 0;

/**
 * Starts n8n with the Node that it needs, in a process group of its own: Ctrl-C in the terminal then
 * reaches only us, and we end it in order.
 * @param args n8n's arguments, e.g. `['execute', '--id=…']`
 * @param environment the whole environment, see `environmentOf`
 */
export async function spawnN8n(
	args: string[],
	environment: Record<string, string>,
): Promise<N8nProcess> {
	const logs = path.join(environment.N8N_USER_FOLDER, 'logs');
	await mkdir(logs, { recursive: true });
	const logFile = path.join(logs, `${Date.now()}-${++runs}-${args[0].replace(/\W/g, '-')}.log`);
	// a file, not a pipe: n8n exits without waiting for a pipe to drain
	const log = openSync(logFile, 'a');
	const child = spawn(nodeBinary, [n8nScript, ...args], {
		cwd: root,
		env: environment,
		stdio: ['ignore', log, log],
		detached: process.platform !== 'win32',
	});
	closeSync(log);
	const ended = new Promise<number | null>((resolve, reject) => {
		child.once('error', reject);
		child.once('exit', (code) => resolve(code));
	});
	const pid = child.pid;
	if (pid === undefined) {
		await ended;
		throw new Error(`n8n could not be started with ${nodeBinary}.`);
	}
	const endHard = () => signalGroup(pid, 'SIGKILL');
	process.once('exit', endHard);

	return {
		pid,
		ended,
		output: async () => await readFile(logFile, 'utf8'),
		async stop(graceMs = 0) {
			if (graceMs > 0) signalGroup(pid, 'SIGTERM');
			const timer = setTimeout(endHard, graceMs);
			await ended;
			clearTimeout(timer);
			// the runners of an n8n that ended by itself
			endHard();
			process.off('exit', endHard);
		},
		peakMemory: () => readPeakMemory(pid),
		// 5 means "set the peak to what is held now", see proc(5)
		resetPeakMemory: () => writeFileSync(`/proc/${pid}/clear_refs`, '5'),
	};
}

/** The last lines of an output, for error messages. */
export function lastLines(output: string, count = 15): string {
	return output.trimEnd().split('\n').slice(-count).join('\n');
}
