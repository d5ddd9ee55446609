import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import type { FaultRule } from '../support/sandbox.mts';
import type { Order, Report } from './support/heldWaits.mts';
import { useClient } from './support/stage.mts';

// What a wait holds between two polls, after answers that are far larger than usual.
const stage = useClient({ renderSeconds: 60 });
// Longer texts are cut out of an answer when it is read.
const LOGS = Array.from({ length: 200 }, (_, n) => `Step ${n} of many. `.repeat(55));
// The state of a wait with its promises and closures.
const MOST_BYTES = 10_000;

/** The waits for a job, in a process of their own: what other tests have loaded into this one makes each promise larger. */
function startWaits(id: string) {
	const { baseUrl, key } = stage.sandbox;
	const file = path.join(process.cwd(), 'test/client/support/heldWaits.mts');
	const child = fork(file, [baseUrl, key, id], { execArgv: ['--import', 'tsx'] });
	const next = async () => ((await once(child, 'message')) as [Report])[0];
	return {
		known: next(),
		tell: async (order: Order): Promise<Report> => {
			const report = next();
			child.send(order);
			return await report;
		},
		stop: async () => {
			const exit = once(child, 'exit');
			child.kill();
			await exit;
		},
	};
}

test.each([
	['a job of 200 kB', { merge: { logs: LOGS } }],
	['a page of an overloaded server', { status: 503, body: 'Too many requests. '.repeat(3000) }],
] as Array<[string, FaultRule['fault']]>)(
	'between two polls a wait holds a few kB, whatever came: %s',
	async (_, fault) => {
		const id = await stage.api.create();
		const waits = startWaits(id);
		try {
			await waits.known;
			const match = { method: 'GET', path: '/videos/[^/]+$' };
			await stage.sandbox.fault({ match, times: null, fault });
			const measured = await waits.tell('measure');
			await stage.sandbox.clearFaults();
			await stage.sandbox.finish(id);
			const finished = await waits.tell('finish');
			expect(new Set(finished.statuses)).toEqual(new Set(['completed']));
			expect(measured.heldBytes).toBeLessThan(MOST_BYTES);
		} finally {
			await waits.stop();
		}
	},
);
