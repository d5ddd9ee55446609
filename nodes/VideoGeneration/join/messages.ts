import { VideosError } from '../../../client/errors';
import { sniffMedia } from '../../../protocol/media/fileTypes';
import type { Mp4Error, Problem } from '../../../protocol/mp4/problem';
import { ClipError } from './clipError';
import type { ItemFile } from './itemFile';

/** What a file is joined as. */
export type Use = 'video' | 'audio';

type NamedFile = Pick<ItemFile, 'item' | 'name'>;

const KINDS: Record<string, string> = {
	avi: 'an AVI file',
	flac: 'a FLAC file',
	gif: 'a GIF image',
	jpg: 'a JPEG image',
	m4a: 'an M4A file',
	mp3: 'an MP3 file',
	mp4: 'an mp4 file',
	ogg: 'an Ogg file',
	png: 'a PNG image',
	wav: 'a WAV file',
	webm: 'a WebM or Matroska file',
	webp: 'a WebP image',
};

/** What a file is, by its first bytes. */
function kindOf(start: Buffer): string {
	return KINDS[sniffMedia(start)?.extension ?? ''] ?? 'a file of an unknown kind';
}

const AGAIN = 'Let the node that makes or reads this file run again.';
const ENCODE_AGAIN =
	'Encode it again, for example as h264 with AAC sound, before this node. What a server of the Videos API makes can usually be joined as it is.';

const CHOOSE: Record<Use, string> = {
	video:
		'Convert it to mp4, or choose another field in Input Binary Field. If a server made it, look whether it can make mp4.',
	audio: 'Convert it to AAC (m4a) or MP3, or choose another field in Audio File.',
};

/** Why a file cannot be used. @param start its first bytes */
export function unusable(
	{ name, item: itemIndex }: NamedFile,
	use: Use,
	{ problem, detail }: Mp4Error,
	start: Buffer,
): ClipError {
	const item = `item ${itemIndex}`;
	const failures: Record<Problem, () => ClipError> = {
		empty: () => new ClipError('input', `The file "${name}" of ${item} is empty`, itemIndex, AGAIN),
		notMp4: () =>
			use === 'video'
				? new ClipError(
						'input',
						`The file "${name}" of ${item} is ${kindOf(start)}, not an mp4 video`,
						itemIndex,
						CHOOSE.video,
					)
				: new ClipError(
						'input',
						`The file "${name}" of ${item} is ${kindOf(start)}, not AAC or MP3 audio`,
						itemIndex,
						CHOOSE.audio,
					),
		truncated: () =>
			new ClipError(
				'input',
				`The file "${name}" of ${item} is incomplete: its end is missing`,
				itemIndex,
				AGAIN,
			),
		damaged: () =>
			new ClipError(
				'input',
				`The file "${name}" of ${item} is damaged${detail && ` (${detail})`}`,
				itemIndex,
				AGAIN,
			),
		encrypted: () =>
			new ClipError(
				'input',
				`The file "${name}" of ${item} is encrypted`,
				itemIndex,
				'Use a copy without copy protection.',
			),
		noTrack: () =>
			use === 'video'
				? new ClipError(
						'input',
						`The file "${name}" of ${item} has no moving picture`,
						itemIndex,
						CHOOSE.video,
					)
				: new ClipError(
						'input',
						`The file "${name}" of ${item} has no sound`,
						itemIndex,
						CHOOSE.audio,
					),
		tooLong: () =>
			new ClipError(
				'input',
				`The file "${name}" of ${item} is too long to be joined`,
				itemIndex,
				'Use a shorter one: Join is made for clips of seconds or minutes.',
			),
		codec: () =>
			new ClipError(
				'input',
				`The file "${name}" of ${item} has the codec ${detail}, which cannot be joined`,
				itemIndex,
				ENCODE_AGAIN,
			),
		edits: () =>
			new ClipError(
				'input',
				`The file "${name}" of ${item} repeats, slows down or leaves out a part of itself, which cannot be joined`,
				itemIndex,
				ENCODE_AGAIN,
			),
		mixed: () =>
			new ClipError(
				'input',
				`The encoding of the file "${name}" of ${item} changes in the middle, which cannot be joined`,
				itemIndex,
				ENCODE_AGAIN,
			),
	};
	return failures[problem]();
}

/** A file is not in n8n's storage, or its reading was interrupted; a stop stays what it is. */
export function notReadable({ name, item }: NamedFile, error: unknown): VideosError {
	if (error instanceof VideosError) return error;
	const reason = error instanceof Error ? error.message : String(error);
	return new ClipError(
		'storage',
		`The file "${name}" of item ${item} could not be read: ${reason}`,
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
	const reason = error instanceof Error ? error.message : String(error);
	return new VideosError('storage', `The joined video could not be stored by n8n: ${reason}`, {
		hint: "Nothing was stored. Fix n8n's binary storage, then run again.",
	});
}
