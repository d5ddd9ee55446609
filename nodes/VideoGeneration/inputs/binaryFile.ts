import type { IBinaryData } from 'n8n-workflow';
import type { FilePart } from '../../../protocol/body';
import { sniffMedia, type MediaType } from '../../../protocol/media/fileTypes';
import { InputError } from '../../../client/errors';
import type { Run } from '../run';
import { findBinary, nameOf, type FileSource } from './findBinary';

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

// What n8n's types leave out: its helpers take a file as well as a name (n8n 2.8 and later).
interface FileHelpers {
	assertBinaryData(source: FileSource): IBinaryData;
	getBinaryDataBuffer(source: FileSource): Promise<Buffer>;
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
	const { context, itemIndex } = run;
	const helpers = context.helpers as FileHelpers;
	const files = {
		itemIndex,
		item: context.getInputData(),
		find: (name: FileSource) => helpers.assertBinaryData(name),
	};
	const binary = findBinary(files, source, use.what);
	const bytes = await helpers.getBinaryDataBuffer(source);
	const media = checkKind(run, nameOf(source), bytes, use);
	return {
		fileName: binary.fileName || `file.${media.extension}`,
		mimeType: media.mimeType,
		bytes,
	};
}
