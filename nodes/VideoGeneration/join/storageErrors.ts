import { VideosError } from '../../../client/errors';
import { toVideosError } from '../../shared/nodeError';
import { ClipError, type NamedFile } from './clipError';

/** A file is not in n8n's storage, or its reading was interrupted; a stop stays what it is. */
export function notReadable({ name, item }: NamedFile, error: unknown): VideosError {
	if (error instanceof VideosError) return error;
	const { message } = toVideosError(error);
	return new ClipError(
		'storage',
		`The file "${name}" of item ${item} could not be read: ${message}`,
		item,
		"n8n no longer has the file, or not where this execution runs: in queue mode, all workers need the same storage. Let the node that makes it run again, and check n8n's binary storage.",
	);
}

/** The second pass has found other bytes than the first. */
export function hasChanged({ name, item }: NamedFile): ClipError {
	return new ClipError(
		'storage',
		`The file "${name}" of item ${item} changed while it was read`,
		item,
		'Nothing was stored. Run again when nothing else writes this file.',
	);
}

/** n8n could not store what was joined. */
export function notStored(error: unknown): VideosError {
	const { message } = toVideosError(error);
	return new VideosError('storage', `The joined video could not be stored by n8n: ${message}`, {
		hint: "Nothing was stored. Fix n8n's binary storage, then run again.",
	});
}
