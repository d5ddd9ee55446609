import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { CellResult } from './runCell.mts';

/** Where a run of the suite writes what became of its cells, a file per class of faults. */
export const RESULTS = path.join(process.cwd(), 'node_modules', '.cache', 'faults');

/** Keeps the results of one class of faults. */
export function writeResults(className: string, results: readonly CellResult[]): void {
	mkdirSync(RESULTS, { recursive: true });
	const file = path.join(RESULTS, `${className}.json`);
	writeFileSync(file, JSON.stringify(results, null, '\t'));
}

/** The results of all classes of faults that ran, by the class. */
export function readResults(): Map<string, CellResult[]> {
	const files = readdirSync(RESULTS).filter((name) => name.endsWith('.json'));
	return new Map(
		files.map((name) => [
			path.basename(name, '.json'),
			JSON.parse(readFileSync(path.join(RESULTS, name), 'utf8')) as CellResult[],
		]),
	);
}
