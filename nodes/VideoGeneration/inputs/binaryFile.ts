import { isBinaryValue, type IBinaryData } from 'n8n-workflow';
import type { FilePart } from '../../../protocol/body';
import { sniffMedia, type MediaType } from '../../../protocol/media/fileTypes';
import { InputError } from '../../../client/errors';
import { FIELD_NAMES, type FieldName } from '../../shared/fieldNames';
import { fieldText } from '../../shared/fieldText';
import type { Run } from '../run';

/** What a file of an input item is for. */
export interface FileUse {
	/** In the user's words: "the video of the character". */
	what: string;
	kind: 'image' | 'video' | 'audio';
}

const KINDS = {
	image: 'not in a supported image format (PNG, JPEG or WebP)',
	video: 'not in a supported video format (mp4, WebM or QuickTime)',
	audio: 'not in a supported audio format (MP3, WAV, M4A, OGG or FLAC)',
};

/** A file of the input: the name of its field, or what an expression such as `{{ $binary.image }}` gives. */
export type FileSource = string | IBinaryData;

/**
 * @param of what has the field, where there are several of that name
 * @throws InputError for any other object, and for a list
 */
export function fileSource(name: FieldName, of = ''): (value: unknown) => FileSource {
	const field = of === '' ? FIELD_NAMES[name] : `${FIELD_NAMES[name]} of ${of}`;
	return (value) => (isBinaryValue(value) ? value : fieldText(field, value, 'a file').trim());
}

// What n8n's types leave out: its helpers take a file as well as a name (n8n 2.8 and later).
interface FileHelpers {
	assertBinaryData(source: FileSource): IBinaryData;
	getBinaryDataBuffer(source: FileSource): Promise<Buffer>;
}

function nameOf(source: FileSource): string {
	if (typeof source === 'string') return source;
	return typeof source.fileName === 'string' ? source.fileName : 'of the expression';
}

// In n8n's combined binary mode the files are among the item's data.
function fieldsWithFiles({ context }: Run): string[] {
	const { binary = {}, json } = context.getInputData();
	return [...Object.keys(binary), ...Object.keys(json).filter((key) => isBinaryValue(json[key]))];
}

function noFile(run: Run, name: string, what: string): InputError {
	const others = fieldsWithFiles(run);
	return new InputError(
		`There is no file in the field "${name}" of item ${run.itemIndex} for ${what}`,
		others.length > 0
			? `The item has files in: ${others.join(', ')}.`
			: 'The item has no files. Put a node that reads the file before this one.',
	);
}

// n8n's own helper also finds files where its binary mode keeps them inside the item's data.
function findBinary(run: Run, source: FileSource, what: string): IBinaryData {
	try {
		return (run.context.helpers as FileHelpers).assertBinaryData(source);
	} catch {
		throw noFile(run, nameOf(source), what);
	}
}

function checkKind(run: Run, name: string, bytes: Buffer, { what, kind }: FileUse): MediaType {
	const item = `item ${run.itemIndex}`;
	if (bytes.length === 0) throw new InputError(`The file "${name}" of ${item} is empty`);
	const media = sniffMedia(bytes);
	if (media !== undefined && media.mimeType.startsWith(`${kind}/`)) return media;
	throw new InputError(
		`The file "${name}" of ${item} is ${KINDS[kind]}`,
		`Convert it, or choose another field for ${what}.`,
	);
}

/** A file of the item that came in, ready to be sent. @throws InputError when it is not there or of another kind */
export async function readBinaryFile(
	run: Run,
	source: FileSource,
	use: FileUse,
): Promise<FilePart> {
	if (source === '') throw new InputError(`The field for ${use.what} is empty`);
	const binary = findBinary(run, source, use.what);
	const bytes = await (run.context.helpers as FileHelpers).getBinaryDataBuffer(source);
	const media = checkKind(run, nameOf(source), bytes, use);
	return {
		fileName: binary.fileName || `file.${media.extension}`,
		mimeType: media.mimeType,
		bytes,
	};
}
