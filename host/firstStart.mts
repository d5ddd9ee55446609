// n8n's first start creates its database in 266 steps (n8n 2.41). It is done once: each n8n with a temporary folder begins with a copy.
import { cp, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { root } from './paths.mts';

/** Where the first start's key and database are kept, beside the n8n that made them. */
const firstStartFolder = path.join(root, 'host', 'node_modules', '.cache', 'first-start');

// SQLite may leave -wal and -shm beside the database.
const isKept = (name: string) => name === 'config' || name.startsWith('database.sqlite');

/** Keeps what a first start has left in n8n's user folder. */
export async function keepFirstStart(userFolder: string): Promise<void> {
	const source = path.join(userFolder, '.n8n');
	const next = `${firstStartFolder}.${process.pid}`;
	await cp(source, next, {
		recursive: true,
		filter: (from) => from === source || isKept(path.basename(from)),
	});
	await rm(firstStartFolder, { recursive: true, force: true });
	await rename(next, firstStartFolder);
}

/** Puts it into a new user folder, if it is there; otherwise n8n makes its own. */
export async function copyFirstStart(userFolder: string): Promise<void> {
	await cp(firstStartFolder, path.join(userFolder, '.n8n'), { recursive: true }).catch(
		(error: NodeJS.ErrnoException) => {
			if (error.code !== 'ENOENT') throw error;
		},
	);
}
