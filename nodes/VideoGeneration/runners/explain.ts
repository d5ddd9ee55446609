import type { Dialect } from '../../../protocol/dialects/dialect';
import { Failure } from '../../../protocol/failure';
import { cleanFailure } from './cleanFailure';
import { readSecrets, type HttpContext, type NodeContext } from './credential';

// Where the server did not understand, another dialect may be the remedy.
function namingServer(failure: Failure, dialect: Dialect | undefined): Failure {
	const { httpStatus: status = 0, videoId, hint = '' } = failure.details;
	const isLost = (status >= 200 && status < 300) || [400, 404, 405, 406, 415, 422].includes(status);
	if (dialect === undefined || !isLost || (status === 404 && videoId !== undefined)) return failure;
	const note = `The request was written for the server "${dialect.displayName}": if another one runs there, change Server in the credential.`;
	return new Failure(failure.message, { ...failure.details, hint: `${hint} ${note}`.trim() });
}

/**
 * Anything that was thrown, as the user reads it: without the credential's secrets, and with the server's dialect where that may
 * be the fault.
 */
export async function explain(
	context: HttpContext | NodeContext,
	error: unknown,
	dialect: Dialect | undefined,
): Promise<Failure> {
	const secrets = await readSecrets(context).catch(() => []);
	return namingServer(cleanFailure(error, secrets), dialect);
}
