import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { root } from '../../host/paths.mts';
import { freePort } from '../../host/ports.mts';
import { until } from '../support/until.mts';

jest.setTimeout(600_000);

let folder: string;
let child: ChildProcess | undefined;
let printed = '';

beforeEach(() => {
	folder = mkdtempSync(path.join(tmpdir(), 'npm-start-'));
	printed = '';
});
afterEach(async () => {
	await end();
	rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

/** Runs what `npm start -- ARGS` runs. */
function start(...args: string[]): ChildProcess {
	child = spawn(
		process.execPath,
		['scripts/run.mjs', '--host', '--build', 'scripts/start.mts', ...args],
		{ cwd: root, stdio: ['ignore', 'pipe', 'pipe'] },
	);
	for (const stream of [child.stdout, child.stderr]) {
		stream?.on('data', (text: Buffer) => (printed += text.toString()));
	}
	return child;
}

const hasEnded = () => child?.exitCode !== null;

async function end(): Promise<void> {
	const running = child;
	child = undefined;
	if (running === undefined || running.exitCode !== null || running.signalCode !== null) return;
	const ended = once(running, 'exit');
	running.kill('SIGINT');
	await ended;
}

test('npm start takes the next free port, keeps its work in the folder, and ends with Ctrl-C', async () => {
	const port = await freePort();
	const other = createServer().listen(port, '127.0.0.1');
	await once(other, 'listening');
	try {
		start('--port', String(port), '--user-folder', folder);
		const isReady = () => {
			if (hasEnded()) throw new Error(`npm start has ended:\n${printed}`);
			return /stop {5}Ctrl-C/.test(printed);
		};
		await until('n8n', isReady, 480_000);
	} finally {
		other.close();
	}
	expect(printed).toContain(`Port ${port} is taken: n8n uses port `);
	const origin = /http:\/\/localhost:(\d+)/.exec(printed)?.[1];
	expect(Number(origin)).toBeGreaterThan(port);
	expect((await fetch(`http://127.0.0.1:${origin}/healthz`)).status).toBe(200);
	expect(readdirSync(folder)).toEqual(expect.arrayContaining(['.n8n', 'imported.json']));
	await end();
	await expect(fetch(`http://127.0.0.1:${origin}/healthz`)).rejects.toThrow();
});

test('npm start leaves a folder alone that holds other files', async () => {
	writeFileSync(path.join(folder, 'mine.txt'), 'mine');
	const [code] = (await once(start('--user-folder', folder), 'exit')) as [number];
	expect(code).toBe(1);
	expect(printed).toContain(`${folder} holds other files.`);
	expect(readdirSync(folder)).toEqual(['mine.txt']);
});
