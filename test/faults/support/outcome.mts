import type { RunOutput } from '../../engine/support/engine.mts';

/** What a user would see of one cell. */
export interface Outcome {
	/** `ok`, the kind that the error carries, or `none` where it carries none. */
	kind: string;
	/** What the user reads of the error: message, description, hint. */
	words: string;
	/** Everything that n8n stores: items, the error as JSON, static data. */
	stored: unknown;
	/** More about an `ok`, for the page: `parked` for example. */
	detail?: string;
}

interface KindedError {
	message?: string;
	description?: string | null;
	hint?: string;
	kind?: string;
	context?: { kind?: string };
}

/** What an error that was thrown or raised shows. */
export function outcomeOfError(error: unknown, stored: unknown = {}): Outcome {
	const { message = String(error), description, context } = error as KindedError;
	return {
		kind: context?.kind ?? 'none',
		words: [message, description].filter(Boolean).join('\n'),
		stored: [JSON.parse(JSON.stringify(error ?? null)) as unknown, stored],
	};
}

/** What a run of the node shows. */
export function outcomeOfRun({ status, items, error }: RunOutput): Outcome {
	const stored = [items, error];
	if (error !== undefined) {
		const { context } = JSON.parse(error.json) as KindedError;
		// An execution that n8n takes for stopped is not what any fault may lead to.
		const kind = status === 'error' ? (context?.kind ?? 'none') : status;
		return { kind, words: `${error.message}\n${error.description}`, stored };
	}
	const failed = items.map(({ json }) => json.error as KindedError | null).find(isError);
	if (failed) {
		return {
			kind: failed.kind ?? 'none',
			words: [failed.message, failed.hint].filter(Boolean).join('\n'),
			stored,
		};
	}
	const detail = items.some(({ json }) => json.suspended !== undefined) ? 'parked' : undefined;
	return { kind: 'ok', words: '', stored, detail };
}

// A failed job that was handed on as data has an error too, beside its id.
function isError(error: KindedError | null): boolean {
	return error !== null && error !== undefined && 'message' in error && !('code' in error);
}
