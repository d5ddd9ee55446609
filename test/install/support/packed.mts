import { execFile } from 'node:child_process';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { root } from '../../../host/paths.mts';
import { npm } from './npm.mts';

interface Manifest {
	name: string;
	version: string;
}

/** The package that is built here. */
export async function manifest(): Promise<Manifest> {
	return JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8')) as Manifest;
}

/** Packs a package's folder as a release does. @returns the file */
async function pack(from: string, into: string): Promise<string> {
	const printed = await npm(
		from,
		...['pack', '--json', '--ignore-scripts', '--loglevel=error', '--pack-destination', into],
	);
	const [{ filename }] = JSON.parse(printed) as Array<{ filename: string }>;
	return path.join(into, filename);
}

/** Packs what is built. @param folder where the file goes */
export async function packBuilt(folder: string): Promise<string> {
	return await pack(root, folder);
}

/** Packs what another file holds as another version. */
export async function packAgain(file: string, version: string, folder: string): Promise<string> {
	const place = await mkdtemp(path.join(folder, 'unpacked-'));
	await promisify(execFile)('tar', ['-xzf', file, '-C', place, '--strip-components=1']);
	const manifestFile = path.join(place, 'package.json');
	const packed = JSON.parse(await readFile(manifestFile, 'utf8')) as Manifest;
	await writeFile(manifestFile, JSON.stringify({ ...packed, version }));
	return await pack(place, folder);
}
