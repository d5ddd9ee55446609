import { appendFileSync } from 'node:fs';
import type { IDataObject } from 'n8n-workflow';
import type { RunInput, RunOutput } from './engine.mts';

/** Which fields of a job one test has seen filled in. */
export interface SeenInTest {
	/** The test's full name. */
	test: string;
	fields: string[];
}

/**
 * Notes, a line of JSON each, which fields of a video job have come out of a run. It does so only where `SEEN_FIELDS` names a file:
 * `npm run servers` makes `scripts/output/seen.json` of them.
 */
export function noteSeenFields({ parameters }: RunInput, { items }: RunOutput): void {
	const file = process.env.SEEN_FIELDS;
	// Some suites run the engine in processes of their own, where no test is known.
	if (file === undefined || typeof expect === 'undefined') return;
	if ((parameters.options as IDataObject | undefined)?.simplify === false) return;
	const jobs = items.map(({ json }) => json).filter(({ status }) => status !== undefined);
	const filled = jobs.flatMap((job) => Object.keys(job).filter((field) => job[field] !== null));
	if (filled.length === 0) return;
	const test = expect.getState().currentTestName ?? '';
	const line: SeenInTest = { test, fields: [...new Set(filled)] };
	appendFileSync(file, `${JSON.stringify(line)}\n`);
}
