import type { IBinaryData } from 'n8n-workflow';
import type { FilePart } from '../../../protocol/body';
import { sniffMedia } from '../../../protocol/media';
import { InputError } from '../../../protocol/validate';
import { text } from './parameters';
import type { Run } from './run';

/** A reference image as the API takes it: a file part, or an object that names one. */
export interface ReferenceImage {
	file?: FilePart;
	field?: { image_url: string } | { file_id: string };
}

function noReference({ itemIndex }: Run, name: string, others: string[]): InputError {
	return new InputError(
		`There is no file in the field "${name}" of item ${itemIndex} for the reference image`,
		others.length > 0
			? `The item has files in: ${others.join(', ')}.`
			: 'The item has no files. Put a node that reads the image before this one.',
	);
}

// n8n's own helper also finds files where its binary mode keeps them inside the item's data.
function findBinary(run: Run, name: string): IBinaryData {
	try {
		return run.context.helpers.assertBinaryData(name);
	} catch {
		const others = Object.keys(run.context.getInputData().binary ?? {});
		throw noReference(run, name, others);
	}
}

async function fromBinary(run: Run): Promise<FilePart> {
	const name = text(run.context, 'referenceBinaryField');
	const { helpers } = run.context;
	const item = `item ${run.itemIndex}`;
	if (name === '') throw new InputError('The field for the reference image is empty');
	const binary = findBinary(run, name);
	const bytes = await helpers.getBinaryDataBuffer(name);
	if (bytes.length === 0) throw new InputError(`The reference image "${name}" of ${item} is empty`);
	const media = sniffMedia(bytes);
	if (media === undefined || !media.mimeType.startsWith('image/')) {
		throw new InputError(
			`The file "${name}" of ${item} is no image that video servers take (PNG, JPEG or WebP)`,
			'Convert it, or choose another field for the reference image.',
		);
	}
	const fileName = binary.fileName ?? `reference.${media.extension}`;
	return { fileName, mimeType: media.mimeType, bytes };
}

/** The reference image that the user chose; empty where there is none. @throws InputError when it cannot be used */
export async function readReferenceImage(run: Run): Promise<ReferenceImage> {
	switch (text(run.context, 'referenceImage')) {
		case 'binary':
			return { file: await fromBinary(run) };
		case 'url': {
			const url = text(run.context, 'referenceUrl');
			if (!/^(https?:\/\/\S+|data:image\/)/i.test(url)) {
				throw new InputError(
					'The URL of the reference image must begin with https:// or http://',
					'Fill in the field Reference Image URL, or choose another kind of reference image.',
				);
			}
			return { field: { image_url: url } };
		}
		case 'fileId': {
			const id = text(run.context, 'referenceFileId');
			if (id === '') throw new InputError('The file id of the reference image is empty');
			return { field: { file_id: id } };
		}
		default:
			return {};
	}
}
