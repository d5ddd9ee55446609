import { Failure } from '../../../protocol/failure';
import { redact } from '../../../protocol/redact';
import { InputError } from '../../../protocol/validate';

/** Anything that was thrown, as a failure: n8n's own errors carry the request with the key, so their words alone are kept. */
export function toFailure(error: unknown): Failure {
	if (error instanceof Failure) return error;
	if (error instanceof InputError) return new Failure(error.message, { hint: error.hint });
	const hint = (error as { description?: unknown } | undefined)?.description;
	return new Failure(error instanceof Error ? error.message : String(error), {
		hint: typeof hint === 'string' ? hint : undefined,
	});
}

/** A failure whose texts hold nothing of the credential, fit to be shown and stored. */
export function cleanFailure(error: unknown, secrets: string[]): Failure {
	const { message, details } = toFailure(error);
	const text = redact(message, secrets);
	return new Failure(
		// n8n takes a message with "canceled" for a stop, so a server's own word must be spelled otherwise.
		details.stopped ? text : text.replace(/canceled/gi, 'cancelled'),
		{ ...details, hint: details.hint && redact(details.hint, secrets) },
	);
}
