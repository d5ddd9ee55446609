import { existsSync, openSync, readdirSync, readSync, closeSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { storageFolder } from '../../engine/support/engine.mts';
import { fileMark } from './cell.mts';

const HEAD = 200;
// File name to the first bytes of what was read of it.
const heads = new Map<string, string>();

// n8n renames a file once it is written: it may be gone by now.
function open(file: string): number | undefined {
	try {
		return openSync(file, 'r');
	} catch (error) {
		if ((error as { code?: string }).code === 'ENOENT') return undefined;
		throw error;
	}
}

function headOf(file: string): string {
	const known = heads.get(file);
	if (known !== undefined && known.length === HEAD) return known;
	const bytes = Buffer.alloc(HEAD);
	const handle = open(file);
	if (handle === undefined) return '';
	const length = readSync(handle, bytes, 0, HEAD, 0);
	closeSync(handle);
	const head = bytes.toString('latin1', 0, length);
	heads.set(file, head);
	return head;
}

function allFiles(folder: string): string[] {
	if (!existsSync(folder)) return [];
	return readdirSync(folder, { recursive: true, encoding: 'utf8' })
		.map((name) => path.join(folder, name))
		.filter((file) => statSync(file, { throwIfNoEntry: false })?.isFile());
}

/** The files in n8n's storage that hold what a cell's server sent as its file. */
export function storedFilesOf(tag: string): string[] {
	const mark = fileMark(tag);
	return allFiles(storageFolder()).filter(
		(file) => !file.endsWith('.metadata') && headOf(file).includes(mark),
	);
}

/** Removes a cell's files. */
export function removeStored(files: readonly string[]): void {
	for (const file of files) {
		rmSync(file, { force: true });
		rmSync(`${file}.metadata`, { force: true });
		heads.delete(file);
	}
}
