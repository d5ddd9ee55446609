import type { Image } from '../../../protocol/dialects/inputs';
import { InputError } from '../../../protocol/validate';
import { readBinaryFile } from './binaryFile';
import { collection, text } from './parameters';
import type { Run } from './run';

const ADDRESS = /^(https?:\/\/\S+|data:image\/)/i;

/** The reference image that the user chose, if any. @throws InputError when it cannot be used */
export async function readReferenceImage(run: Run): Promise<Image | undefined> {
	switch (text(run.context, 'referenceImage')) {
		case 'binary': {
			const field = text(run.context, 'referenceBinaryField');
			return {
				file: await readBinaryFile(run, field, { what: 'the reference image', kind: 'image' }),
			};
		}
		case 'url': {
			const url = text(run.context, 'referenceUrl');
			if (ADDRESS.test(url)) return { url };
			throw new InputError(
				'The URL of the reference image must begin with https:// or http://',
				'Fill in the field Reference Image URL, or choose another kind of reference image.',
			);
		}
		case 'fileId': {
			const fileId = text(run.context, 'referenceFileId');
			if (fileId === '') throw new InputError('The file ID of the reference image is empty');
			return { fileId };
		}
		default:
			return undefined;
	}
}

/** The last frame that the user chose, if any: an address, or the name of a binary field. */
export async function readLastFrame(run: Run): Promise<Image | undefined> {
	const place = String(collection(run.context, 'options').lastFrame ?? '').trim();
	if (place === '') return undefined;
	if (ADDRESS.test(place)) return { url: place };
	return { file: await readBinaryFile(run, place, { what: 'the last frame', kind: 'image' }) };
}
