import { isRecord, type JsonRecord } from './json';

// `{code, message, data: {…}}` (new-api, Kling), `{output: {…}}` (DashScope), `{response: {generateVideoResponse: {…}}}` (Gemini).
const WRAPPERS = ['data', 'output', 'response', 'generateVideoResponse', 'result', 'task'];
const DEEPEST = 3;

function inner(value: unknown): JsonRecord | undefined {
	const one: unknown = Array.isArray(value) ? value[0] : value;
	return isRecord(one) ? one : undefined;
}

/** An answer and what is wrapped in it, the innermost first: in each of them the fields of a job may stand. */
export function layersOf(answer: JsonRecord, depth = 0): JsonRecord[] {
	if (depth >= DEEPEST) return [answer];
	const wrapped = WRAPPERS.map((field) => inner(answer[field])).filter((one) => one !== undefined);
	return [...wrapped.flatMap((one) => layersOf(one, depth + 1)), answer];
}
