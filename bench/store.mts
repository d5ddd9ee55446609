import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Machine } from './machine.mts';

/** When, where and how a section's figures came about. */
export interface Origin {
	machine: Machine;
	/** what was typed */
	command: string;
	/** ISO 8601 */
	startedAt: string;
	minutes: number;
	seed: number;
	/** whether it was the small plan, whose figures say little */
	isQuick: boolean;
}

/** What a section found, with its origin. */
export interface Stored<T> extends Origin {
	result: T;
}

/**
 * What each section found, a file each: a later run measures single sections anew, or those that one
 * which was broken off lacks, and the report has them all.
 */
export class Store {
	/** @param folder none: nothing outlives this process */
	constructor(readonly folder: string | undefined) {}

	readonly #kept = new Map<string, Stored<unknown>>();

	/** Keeps what a section found. */
	async save<T>(section: string, stored: Stored<T>): Promise<void> {
		this.#kept.set(section, stored);
		if (this.folder === undefined) return;
		await mkdir(this.folder, { recursive: true });
		const file = path.join(this.folder, `${section}.json`);
		// Whole or not at all, whatever ends this process.
		await writeFile(`${file}.new`, JSON.stringify(stored, undefined, '\t'));
		await rename(`${file}.new`, file);
	}

	/** What a section found, now or before. */
	async load<T>(section: string): Promise<Stored<T> | undefined> {
		const kept = this.#kept.get(section);
		if (kept !== undefined) return kept as Stored<T>;
		if (this.folder === undefined) return undefined;
		try {
			const text = await readFile(path.join(this.folder, `${section}.json`), 'utf8');
			return JSON.parse(text) as Stored<T>;
		} catch (error) {
			if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
			throw error;
		}
	}
}
