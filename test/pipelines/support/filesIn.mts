import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { digestOfFile } from './digest.mts';
import type { ReceivedFile } from './pipeline.mts';

/** What lies in a folder, as received files. */
export async function filesIn(folder: string): Promise<ReceivedFile[]> {
	const names = await readdir(folder);
	return await Promise.all(
		names.map(async (name) => ({ name, sha256: await digestOfFile(path.join(folder, name)) })),
	);
}
