import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** What a suite finds out in one run, in files that a page is made of afterwards. */
export interface ResultFiles<T> {
	/** Keeps the results of one part of the suite. */
	write(part: string, results: readonly T[]): void;
	/** The results of all parts that ran, by the part. */
	read(): Map<string, T[]>;
}

/** The results of a suite's last run; `scripts/test.mjs` removes them before a whole run. */
export function resultFiles<T>(suite: string): ResultFiles<T> {
	const folder = path.join(process.cwd(), 'node_modules', '.cache', suite);
	const read = (name: string) => JSON.parse(readFileSync(path.join(folder, name), 'utf8')) as T[];
	return {
		write: (part, results) => {
			mkdirSync(folder, { recursive: true });
			writeFileSync(path.join(folder, `${part}.json`), JSON.stringify(results, null, '\t'));
		},
		read: () => {
			const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
			return new Map(files.map((name) => [path.basename(name, '.json'), read(name)]));
		},
	};
}
