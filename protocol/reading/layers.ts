import { fields, fieldsIn } from './fields';
import { jobOf } from './job';
import { isRecord, type JsonRecord } from './json';

// `{code, message, data: {…}}` (new-api, Kling), `{output: {…}}` (DashScope), `{response: {generateVideoResponse: {…}}}` (Gemini).
const WRAPPERS = fields('data', 'output', 'response', 'generateVideoResponse', 'result', 'task');
const DEEPEST = 3;

function collect(value: unknown, depth: number, layers: JsonRecord[]): void {
	const one: unknown = Array.isArray(value) ? value[0] : value;
	if (!isRecord(one)) return;
	if (depth < DEEPEST)
		for (const field of fieldsIn(one, WRAPPERS)) collect(one[field], depth + 1, layers);
	layers.push(one);
}

/** An answer and what is wrapped in it, the job among it, the innermost first: in each of them the fields of a job may stand. */
export function layersOf(answer: JsonRecord): JsonRecord[] {
	const layers: JsonRecord[] = [];
	collect(answer, 0, layers);
	const job = jobOf(answer);
	return job === undefined || layers.includes(job) ? layers : [job, ...layers];
}
