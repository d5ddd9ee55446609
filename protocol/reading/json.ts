/** A JSON object as it came from a server: nothing is known about its fields. */
export type JsonRecord = Record<string, unknown>;

/** Whether a parsed JSON value is an object (neither null nor an array). */
export function isRecord(value: unknown): value is JsonRecord {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Parses JSON text; `undefined` where it is none (HTML, a cut-off answer, an empty body). */
export function parseJson(text: string): unknown {
	try {
		return JSON.parse(text.replace(/^\uFEFF/, ''));
	} catch {
		return undefined;
	}
}

/** A non-empty string, or a finite number written as one; else `undefined`. */
export function textOf(value: unknown): string | undefined {
	if (typeof value === 'string') return value.trim() === '' ? undefined : value;
	if (typeof value === 'number' && Number.isFinite(value)) return String(value);
	return undefined;
}
