import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { deserialize, serialize } from 'node:v8';
import type { Clip } from './clips.mts';

/** Rendered clips in a folder that several sandboxes share, so that a run of the tests renders each content once. */
export class ClipFiles {
	constructor(private readonly folder: string) {}

	/** The clip; undefined where nobody has rendered it yet. */
	async read(key: string): Promise<Clip | undefined> {
		try {
			return deserialize(await readFile(this.fileOf(key))) as Clip;
		} catch (error) {
			if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
			throw error;
		}
	}

	async write(key: string, clip: Clip): Promise<void> {
		await mkdir(this.folder, { recursive: true });
		// Another sandbox may read it at any moment: it is there whole or not at all.
		const draft = `${this.fileOf(key)}.${randomUUID()}`;
		await writeFile(draft, serialize(clip));
		await rename(draft, this.fileOf(key));
	}

	private fileOf(key: string): string {
		return path.join(this.folder, key);
	}
}
