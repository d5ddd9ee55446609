import type { IDataObject } from 'n8n-workflow';
import { startEngine, stopEngine } from '../engine/support/engine.mts';
import { LURES, startHostileServer, type HostileServer, type Lure } from './support/attack.mts';
import { makeCell, type Cell } from './support/cell.mts';
import { trustCertificates } from './support/certificates.mts';
import { leaksIn } from './support/leaks.mts';
import { logging, logLinesOf, recordLog } from './support/log.mts';
import type { Outcome } from './support/outcome.mts';
import type { Path, Settings } from './support/path.mts';
import { PATHS } from './support/paths.mts';
import { pool } from './support/pool.mts';

// A server that is hostile tries to lure the key to another origin: by redirects, and by the places where it says that a file is.

const AUTHENTICATION: Record<string, (cell: Cell) => IDataObject> = {
	bearer: () => ({ authentication: 'bearer' }),
	header: () => ({ authentication: 'header', headerName: 'x-api-key' }),
	basic: ({ key }) => ({ authentication: 'basic', user: 'me', password: key }),
	none: () => ({ authentication: 'none' }),
};

const AT_ONCE = 8;
const FOLLOWS: readonly string[] = ['read', 'file', 'firstLook', 'activation'];

/** Paths whose one run asks for one thing, and which are therefore run once for each form. */
const SINGLE: readonly string[] = ['activation', 'poll', 'event', 'choices', 'knownChoices'];

function pathsOf(lure: Lure): Path[] {
	if (lure === 'a redirect') return PATHS.filter(({ class: name }) => name !== 'poll');
	const names = ['create and download', 'download', 'wait for completion'];
	return PATHS.filter(({ name }) => names.includes(name));
}

/** The values that belong to the own origin too, as secrets of a cell. */
function extrasOf(cell: Cell): Cell {
	const { key, signature } = makeCell(`extras of ${cell.name}`);
	return { ...cell, key: key.replace(/\W/g, ''), signature };
}

function settingsOf(cell: Cell, mode: string, count: number): Settings {
	const { key, signature } = extrasOf(cell);
	return {
		continues: true,
		triesOnce: true,
		requestTimeout: 20,
		items: count,
		credential: AUTHENTICATION[mode](cell),
		parameters: { downloadFile: true },
		options: {
			maxInFlight: 64,
			extraHeaders: { parameters: [{ name: 'X-Team', value: key }] },
			extraQuery: { parameters: [{ name: 'tenant', value: signature }] },
		},
	};
}

async function runAll(path: Path, server: HostileServer, cell: Cell, mode: string) {
	const count = server.forms.length;
	if (!SINGLE.includes(path.class)) {
		return [await path.run(server, cell, settingsOf(cell, mode, count))];
	}
	const runs = Array.from(
		{ length: count },
		async () => await path.run(server, cell, settingsOf(cell, mode, 1)),
	);
	return await Promise.all(runs);
}

function outputOf(cell: Cell, outcomes: Outcome[]): string {
	const lines = logLinesOf(cell.name).map(({ message, meta }) => `${message} ${meta}`);
	return [JSON.stringify(outcomes), ...lines].join('\n');
}

/** What must not be, in words. */
async function attack(mode: string, lure: Lure, path: Path): Promise<string[]> {
	const cell = makeCell(`${mode} × ${lure} × ${path.name}`);
	const server = await startHostileServer(cell, lure, path.route);
	try {
		const outcomes = await logging(cell.name, async () => await runAll(path, server, cell, mode));
		const found: string[] = [];
		for (const { host, text } of server.strays) {
			const leaks = [...leaksIn(text, cell), ...leaksIn(text, extrasOf(cell))];
			// A URL may bring an Authorization of its own: its user info. What counts is whose.
			const names = /^(proxy-authorization|x-api-key|x-team|cookie)$/im.exec(text);
			if (leaks.length > 0 || names) found.push(`${host} received ${leaks[0] ?? names?.[0]}`);
		}
		const shown = leaksIn(outputOf(cell, outcomes), cell);
		if (shown.length > 0) found.push(`the output shows ${shown[0]}`);
		const isFollowed = FOLLOWS.includes(path.class);
		if (server.used() < server.forms.length) found.push(`only ${server.used()} forms were tried`);
		if (isFollowed && server.strays.length === 0) found.push('nothing reached another origin');
		if (!isFollowed && path.class !== 'wait' && server.strays.length > 0 && !isRead(path)) {
			found.push(`a request that changes something was sent to ${server.strays[0].host}`);
		}
		return found;
	} finally {
		await server.stop();
	}
}

function isRead({ route }: Path): boolean {
	return ['retrieve', 'list', 'models'].includes(route);
}

const attacks = Object.keys(AUTHENTICATION).flatMap((mode) =>
	LURES.flatMap((lure) => pathsOf(lure).map((path) => ({ mode, lure, path, name: path.name }))),
);
let results: Array<Promise<string[]>> = [];
let undo = () => {};

beforeAll(async () => {
	recordLog();
	undo = trustCertificates();
	await startEngine();
	const tasks = attacks.map(
		({ mode, lure, path }) =>
			async () =>
				await attack(mode, lure, path),
	);
	results = pool(tasks, AT_ONCE);
});
afterAll(async () => {
	await Promise.allSettled(results);
	undo();
	stopEngine();
}, 120_000);

test.each(attacks.map((one, index) => ({ ...one, index })))(
	'$mode: $lure, $name',
	async ({ index }) => {
		expect([...new Set(await results[index])]).toEqual([]);
	},
	10 * 60_000,
);
