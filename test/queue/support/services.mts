import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../../../host/ports.mts';
import { listens } from '../../support/program.mts';

/** A server of the queue mode, on 127.0.0.1. */
export interface Service {
	port: number;
	stop(): Promise<void>;
}

async function untilListening(port: number, child: ChildProcess, name: string): Promise<void> {
	for (let tries = 0; tries < 150; tries += 1) {
		if (child.exitCode !== null) throw new Error(`${name} ended with code ${child.exitCode}`);
		if (await listens(port)) return;
		await sleep(200);
	}
	throw new Error(`${name} does not listen on port ${port}`);
}

async function stop(child: ChildProcess, folder: string): Promise<void> {
	if (child.exitCode === null && child.signalCode === null) {
		const exit = once(child, 'exit');
		child.kill('SIGINT');
		await exit;
	}
	rmSync(folder, { recursive: true, force: true });
}

/** Starts a Redis that keeps nothing. */
export async function startRedis(): Promise<Service> {
	const port = await freePort();
	const folder = mkdtempSync(path.join(tmpdir(), 'queue-redis-'));
	const args = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--dir', folder];
	const child = spawn('redis-server', args, { stdio: 'ignore' });
	process.once('exit', () => child.kill('SIGKILL'));
	await untilListening(port, child, 'Redis');
	return { port, stop: async () => await stop(child, folder) };
}

function postgresFolder(): string {
	const home = '/usr/lib/postgresql';
	const [newest] = readdirSync(home).sort((one, other) => Number(other) - Number(one));
	return path.join(home, newest, 'bin');
}

// PostgreSQL refuses to run as root; its package brings a user for it.
function ownUser(): { uid: number; gid: number } | undefined {
	if (process.getuid?.() !== 0) return undefined;
	const idOf = (flag: string) =>
		Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
	return { uid: idOf('-u'), gid: idOf('-g') };
}

/** Starts a PostgreSQL with a database of its own for the user `postgres`, who needs no password. */
export async function startPostgres(): Promise<Service> {
	const bin = postgresFolder();
	const port = await freePort();
	const folder = mkdtempSync(path.join(tmpdir(), 'queue-postgres-'));
	const user = ownUser();
	if (user) chownSync(folder, user.uid, user.gid);
	const data = path.join(folder, 'data');
	const options = { ...user, cwd: folder, stdio: 'ignore' as const };
	const init = ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--no-sync'];
	execFileSync(path.join(bin, 'initdb'), init, options);
	if (!existsSync(data)) throw new Error('initdb made no database');
	const args = ['-D', data, '-p', String(port), '-h', '127.0.0.1', '-k', folder, '-F'];
	const child = spawn(path.join(bin, 'postgres'), args, options);
	process.once('exit', () => child.kill('SIGKILL'));
	await untilListening(port, child, 'PostgreSQL');
	return { port, stop: async () => await stop(child, folder) };
}
