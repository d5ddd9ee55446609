import { VideosError, type ErrorKind } from '../../../client/errors';

/** Why files cannot be joined, and the input item that it is about. */
export class ClipError extends VideosError {
	constructor(
		kind: ErrorKind,
		message: string,
		readonly item: number,
		hint?: string,
	) {
		super(kind, message, { hint });
	}
}
