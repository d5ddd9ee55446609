import { once } from 'node:events';
import { makeCell } from './cell.mts';
import type { Exchange, Fault } from './fault.mts';
import { FAULTS } from './faults/index.mts';
import { PATHS } from './paths.mts';
import { spawnFile } from './process/spawn.mts';
import { job } from './routes.mts';
import { startFaultServer } from './server.mts';

/** What one run took of its process. */
export interface Measured {
	/** The longest that nothing else could run, in milliseconds. */
	blockedMs: number;
	/** Above what the process held before, in megabytes. */
	extraMb: number;
	kind: string;
	/** How many times slower this machine is now than the one that the limit is for; at least 1. */
	slowness: number;
}

/** One of the worst answers, and on which path. */
export interface Worst {
	fault: Fault;
	path: string;
	/** The most memory that it may take, in megabytes. */
	mostMb: number;
}

/** Of any answer. */
const MOST_MB = 64;
/** Of a result that stands in the answer: so many times its size. */
const INLINE_FACTOR = 3;
const INLINE_MB = 50;
const MB = 1024 * 1024;

function inlineResult({ reply, cell }: Exchange): void {
	const file = Buffer.concat([cell.mp4, Buffer.alloc(INLINE_MB * MB, 7)]);
	const data = [{ b64_json: '@' }];
	const [before, after] = JSON.stringify(job(cell.newId, 'completed', { data })).split('@');
	reply(
		200,
		{},
		Buffer.concat([Buffer.from(before), Buffer.from(file.toString('base64')), Buffer.from(after)]),
	);
}

/** A create whose answer is the finished video itself, as servers without a job store send it. */
const INLINE: Fault = {
	name: `answers a create with a file of ${INLINE_MB} MB in base64`,
	effect: { what: 'harmless' },
	answer: inlineResult,
};

function named(part: string): Fault {
	return Object.values(FAULTS)
		.flat()
		.find(({ name }) => name.includes(part))!;
}

function worst(part: string, path: string): Worst {
	return { fault: named(part), path, mostMb: MOST_MB };
}

/** The ten worst answers. */
export const WORST: readonly Worst[] = [
	worst('400 with 100 MB of text packed', 'create'),
	worst('200 with 100 MB of text packed', 'get'),
	worst('100 MB of "[{},{},…" packed', 'get many'),
	worst('200 MB packed twice', 'list of models'),
	worst('500 with 100 MB of text', 'suspended check'),
	worst('an id of 200 MB', 'create'),
	worst('8 MB of "[{},{},…]"', 'list of videos'),
	worst('a million entries', 'trigger, activation'),
	worst('always has 100 more', 'get many'),
	{ fault: INLINE, path: 'create and download', mostMb: INLINE_FACTOR * INLINE_MB },
];

/** Measures it once, in a process of its own; the server is in this one. */
export async function measureOnce({ fault, path: name }: Worst): Promise<Measured> {
	const path = PATHS.find((one) => one.name === name)!;
	const cell = makeCell(`${name} × ${fault.name}`);
	const route = fault === INLINE ? 'create' : path.route;
	const bad = await startFaultServer(fault, cell, route);
	const good = await startFaultServer({ ...fault, answer: undefined }, cell, route);
	const args = [cell.name, name, good.baseUrl, bad.baseUrl];
	const child = spawnFile('measure.mts', args, 1024);
	try {
		const ended = once(child, 'exit').then(() => undefined);
		const told = await Promise.race([
			once(child, 'message').then(([measured]) => measured as Measured),
			ended,
		]);
		await ended;
		if (told === undefined) throw new Error('The process died.');
		return told;
	} finally {
		child.kill('SIGKILL');
		await Promise.all([bad.stop(), good.stop()]);
	}
}
