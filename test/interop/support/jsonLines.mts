import { existsSync, readFileSync } from 'node:fs';

/** What another process has noted in a file so far, a line of JSON each. The line that it is just writing is left out. */
export function jsonLines<T>(file: string): T[] {
	if (!existsSync(file)) return [];
	const lines = readFileSync(file, 'utf8').split('\n').slice(0, -1);
	return lines.map((line) => JSON.parse(line) as T);
}
