import { VideosError, type ErrorKind } from '../../../client/errors';
import { toVideosError } from '../../shared/nodeError';

/** A file as messages name it. */
export interface NamedFile {
	/** The input item that has it. */
	item: number;
	name: string;
}

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

/** What went wrong with an item's fields, as an error about that item. */
export function aboutItem(item: number, error: unknown): ClipError {
	const { kind, message, details } = toVideosError(error);
	return new ClipError(kind, message, item, details.hint);
}
