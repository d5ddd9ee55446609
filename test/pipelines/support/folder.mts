import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A temporary folder, and how to remove it. */
export async function temporaryFolder() {
	const folder = await mkdtemp(path.join(tmpdir(), 'pipeline-'));
	return { folder, remove: async () => await rm(folder, { recursive: true, force: true }) };
}
