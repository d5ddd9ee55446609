/** An answer of the Videos API that says no, in the reference's envelope. */
export class ApiError extends Error {
	/**
	 * @param status HTTP status of the answer
	 * @param message sentence for the caller
	 * @param code machine-readable code, or null
	 * @param param name of the request parameter at fault, or null
	 */
	constructor(
		readonly status: number,
		message: string,
		readonly code: string | null = null,
		readonly param: string | null = null,
	) {
		super(message);
	}
}

/** The reference's error envelope: `{error: {message, type, param, code}}`. */
export function errorEnvelope(
	status: number,
	message: string,
	code: string | null = null,
	param: string | null = null,
) {
	const type = status < 500 ? 'invalid_request_error' : 'server_error';
	return { error: { message, type, param, code } };
}

/** A 400 that names the parameter at fault. */
export const invalid = (param: string, message: string, code = 'invalid_value') =>
	new ApiError(400, message, code, param);
