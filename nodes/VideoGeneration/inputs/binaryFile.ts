import type { IBinaryData } from 'n8n-workflow';
import type { FilePart } from '../../../protocol/body';
import { sniffMedia, type MediaType } from '../../../protocol/media/fileTypes';
import { InputError } from '../../../client/errors';
import type { Run } from '../run';

/** What a file of an input item is for. */
export interface FileUse {
	/** In the user's words: "the reference image". */
	what: string;
	kind: 'image' | 'video';
}

const KINDS = {
	image: 'no image that video servers take (PNG, JPEG or WebP)',
	video: 'no video that video servers take (mp4, WebM or QuickTime)',
};

function noFile({ itemIndex }: Run, name: string, what: string, others: string[]): InputError {
	return new InputError(
		`There is no file in the field "${name}" of item ${itemIndex} for ${what}`,
		others.length > 0
			? `The item has files in: ${others.join(', ')}.`
			: 'The item has no files. Put a node that reads the file before this one.',
	);
}

// n8n's own helper also finds files where its binary mode keeps them inside the item's data.
function findBinary(run: Run, name: string, what: string): IBinaryData {
	try {
		return run.context.helpers.assertBinaryData(name);
	} catch {
		const others = Object.keys(run.context.getInputData().binary ?? {});
		throw noFile(run, name, what, others);
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
export async function readBinaryFile(run: Run, name: string, use: FileUse): Promise<FilePart> {
	if (name === '') throw new InputError(`The field for ${use.what} is empty`);
	const binary = findBinary(run, name, use.what);
	const bytes = await run.context.helpers.getBinaryDataBuffer(name);
	const media = checkKind(run, name, bytes, use);
	return {
		fileName: binary.fileName ?? `file.${media.extension}`,
		mimeType: media.mimeType,
		bytes,
	};
}
