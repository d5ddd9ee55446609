import { once } from 'node:events';
import type { ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault } from './fault.mts';
import type { Path } from './path.mts';
import { spawnFile } from './process/spawn.mts';
import type { CellResult } from './runCell.mts';

/** More than a cell's own bound: this ends a process whose event loop is blocked. */
const LONGEST_MS = 240_000;
/** Enough for n8n's engine; a small n8n has no more. */
const MEGABYTES = 512;

const processes = new Map<string, Promise<ChildProcess>>();
const turns = new Map<string, Promise<unknown>>();

async function start(name: string): Promise<ChildProcess> {
	const child = spawnFile('cells.mts', [name], MEGABYTES);
	const [first] = (await Promise.race([once(child, 'message'), once(child, 'exit')])) as unknown[];
	if (first !== 'ready') throw new Error('The process for the cells could not be started.');
	return child;
}

function processOf({ name }: Fault): Promise<ChildProcess> {
	const running = processes.get(name) ?? start(name);
	processes.set(name, running);
	return running;
}

function died(fault: Fault, path: Path, why: string): CellResult {
	const result = { path: path.name, fault: fault.name, kind: 'died', durationMs: LONGEST_MS };
	return { ...result, told: 'ends the process', violations: [why] };
}

async function ask(fault: Fault, path: Path): Promise<CellResult> {
	const child = await processOf(fault);
	const hasEnded = () => child.exitCode !== null || child.signalCode !== null;
	if (hasEnded()) return died(fault, path, 'the process died in a cell before');
	const over = new AbortController();
	const { signal } = over;
	child.send({ path: path.name });
	const result = await Promise.race([
		once(child, 'message', { signal }).then(([told]) => told as CellResult),
		once(child, 'exit', { signal }).then(() => died(fault, path, 'the process dies')),
		sleep(LONGEST_MS, undefined, { signal }).then(() => died(fault, path, 'the process hangs')),
	]).finally(() => over.abort());
	if (result.kind === 'died') child.kill('SIGKILL');
	return result;
}

/** Runs a cell in the process of its fault: what n8n dies of ends that process alone. */
export async function runInOwnProcess(fault: Fault, path: Path): Promise<CellResult> {
	const before = turns.get(fault.name) ?? Promise.resolve();
	const turn = before.then(async () => await ask(fault, path));
	turns.set(fault.name, turn);
	return await turn;
}

/** Ends the processes. */
export async function endProcesses(): Promise<void> {
	for (const starting of processes.values()) {
		const child = await starting;
		if (child.exitCode !== null || child.signalCode !== null) continue;
		const exit = once(child, 'exit');
		if (child.connected) child.disconnect();
		await exit;
	}
}
