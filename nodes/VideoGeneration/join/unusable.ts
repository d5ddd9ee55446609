import { sniffMedia } from '../../../protocol/media/fileTypes';
import type { Mp4Error, Problem } from '../../../protocol/mp4/problem';
import { ClipError, type NamedFile } from './clipError';

/** What a file is joined as. */
export type Use = 'video' | 'audio';

// By their file extensions.
const KINDS: Record<string, string> = {
	avi: 'an AVI file',
	flac: 'a FLAC file',
	gif: 'a GIF image',
	jpg: 'a JPEG image',
	m4a: 'an M4A file',
	mp3: 'an MP3 file',
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
	'Encode it again before this node, for example as h264 with AAC sound. What a server of the Videos API makes can usually be joined as it is.';

const CHOOSE: Record<Use, string> = {
	video:
		'Convert it to mp4, or choose another field in Input Binary Field. If a server made it, look whether it can make mp4.',
	audio: 'Convert it to AAC (m4a) or MP3, or choose another field in Audio File.',
};

/** What a message can say of a file. */
interface Case {
	name: string;
	/** The item as messages name it, and its number. */
	item: string;
	at: number;
	use: Use;
	detail: string;
	start: Buffer;
}

function notMp4({ name, item, at, use, start }: Case): ClipError {
	const kind = kindOf(start);
	return use === 'video'
		? new ClipError(
				'input',
				`The file "${name}" of ${item} is ${kind}, not an mp4 video`,
				at,
				CHOOSE.video,
			)
		: new ClipError(
				'input',
				`The file "${name}" of ${item} is ${kind}, not AAC or MP3 audio`,
				at,
				CHOOSE.audio,
			);
}

function noTrack({ name, item, at, use }: Case): ClipError {
	return use === 'video'
		? new ClipError(
				'input',
				`The file "${name}" of ${item} has no moving picture`,
				at,
				CHOOSE.video,
			)
		: new ClipError('input', `The file "${name}" of ${item} has no sound`, at, CHOOSE.audio);
}

function damaged({ name, item, at, detail }: Case): ClipError {
	const where = detail === '' ? '' : ` (${detail})`;
	return new ClipError('input', `The file "${name}" of ${item} is damaged${where}`, at, AGAIN);
}

const ERRORS: Record<Problem, (file: Case) => ClipError> = {
	notMp4,
	noTrack,
	damaged,
	empty: ({ name, item, at }) =>
		new ClipError('input', `The file "${name}" of ${item} is empty`, at, AGAIN),
	truncated: ({ name, item, at }) =>
		new ClipError(
			'input',
			`The file "${name}" of ${item} is incomplete: its end is missing`,
			at,
			AGAIN,
		),
	encrypted: ({ name, item, at }) =>
		new ClipError(
			'input',
			`The file "${name}" of ${item} is encrypted`,
			at,
			'Use a copy without copy protection.',
		),
	tooLong: ({ name, item, at }) =>
		new ClipError(
			'input',
			`The file "${name}" of ${item} is too long to be joined`,
			at,
			'Use a shorter one: Join is made for clips of seconds or minutes.',
		),
	codec: ({ name, item, at, detail }) =>
		new ClipError(
			'input',
			`The file "${name}" of ${item} has the codec ${detail}, which cannot be joined`,
			at,
			ENCODE_AGAIN,
		),
	edits: ({ name, item, at }) =>
		new ClipError(
			'input',
			`The file "${name}" of ${item} repeats, slows down or leaves out a part of itself, which cannot be joined`,
			at,
			ENCODE_AGAIN,
		),
	mixed: ({ name, item, at }) =>
		new ClipError(
			'input',
			`The encoding of the file "${name}" of ${item} changes in the middle, which cannot be joined`,
			at,
			ENCODE_AGAIN,
		),
};

/** Why a file cannot be used. @param start its first bytes */
export function unusable(
	{ name, item }: NamedFile,
	use: Use,
	{ problem, detail }: Mp4Error,
	start: Buffer,
): ClipError {
	return ERRORS[problem]({ name, item: `item ${item}`, at: item, use, detail, start });
}
