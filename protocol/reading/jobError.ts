import { isRecord, textOf } from './json';

/** Why a job failed. Both fields are null where the server says nothing. */
export interface JobError {
	code: string | null;
	message: string | null;
}

/**
 * Reads the `error` field of a job: `{code, message}`, `{message}` or a string.
 * Null and empty values give null.
 */
export function readJobError(error: unknown): JobError | null {
	if (isRecord(error)) {
		const code = textOf(error.code) ?? textOf(error.type) ?? null;
		const message = textOf(error.message) ?? textOf(error.detail) ?? textOf(error.reason) ?? null;
		return code === null && message === null ? null : { code, message };
	}
	const message = textOf(error);
	return message === undefined ? null : { code: null, message };
}

const FILTERS =
	/moderation|content.?(policy|filter)|safety.?(filter|system|checker|polic|guideline|setting|reason)|sensitive/i;

/** Whether a job was stopped by the provider's safety filter rather than by a fault. */
export function isModeration(error: JobError | null | undefined): boolean {
	const code = error?.code ?? '';
	const text = `${code} ${error?.message ?? ''}`;
	// Dynamo calls its bound on memory a "safety check".
	return /safety/i.test(code) || FILTERS.test(text);
}
