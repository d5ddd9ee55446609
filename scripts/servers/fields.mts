import { readFileSync } from 'node:fs';
import type { SeenInTest } from '../../test/engine/support/seenFields.mts';
import { suiteOf, type Mark, type Results } from './marks.mts';

/** By dialect: how each field of a video job was seen filled in, best first. */
export type SeenFields = Record<string, Record<string, Mark>>;

// What the node itself adds to the server's answer.
const OF_NODE = ['differences', 'file', 'index'];
const ORDER: readonly Mark[] = ['real', 'contract', 'simulation', 'sandbox'];

/** What the tests have noted. @param file lines of JSON */
export function readNotes(file: string): SeenInTest[] {
	const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
	return lines.map((line) => JSON.parse(line) as SeenInTest);
}

function sorted<T>(record: Record<string, T>): Record<string, T> {
	return Object.fromEntries(
		Object.entries(record).sort(([one], [other]) => one.localeCompare(other)),
	);
}

/** Which server fills in which field: of tests that passed, and that are about one server. */
export function seenFields({ testResults }: Results, notes: readonly SeenInTest[]): SeenFields {
	const seen: SeenFields = {};
	const results = testResults.flatMap(({ assertionResults }) => assertionResults);
	const passed = new Map(
		results.filter(({ status }) => status === 'passed').map((result) => [result.fullName, result]),
	);
	for (const { test, fields } of notes) {
		const result = passed.get(test);
		const suite = result && suiteOf(result);
		if (suite === undefined) continue;
		const row = (seen[suite.dialect] ??= {});
		for (const field of fields.filter((name) => !OF_NODE.includes(name))) {
			const marks = [row[field], suite.mark];
			row[field] = ORDER.find((mark) => marks.includes(mark))!;
		}
	}
	return sorted(Object.fromEntries(Object.entries(seen).map(([name, row]) => [name, sorted(row)])));
}
