import type { Media } from '../../../protocol/dialects/inputs';
import { imageSize } from '../../../protocol/media/imageSize';
import { fitsSize } from '../../../protocol/media/shape';
import { InputError } from '../../../client/errors';
import { fileSource, readBinaryFile } from './binaryFile';
import { collection, read, text } from '../../shared/parameters';
import type { Run } from '../run';

const ADDRESS = /^(https?:\/\/\S+|data:image\/)/i;

// Servers refuse an image of another size, or crop and stretch it: better known before than seen in the video.
function checkFits(run: Run, bytes: Buffer, size: string): void {
	const has = imageSize(bytes);
	if (has === undefined || fitsSize(has, size, run.videos.server.dialect.scalesImages)) return;
	if (text(run.context, 'referenceMismatch') === 'send') return;
	throw new InputError(
		`The reference image is ${has.width}x${has.height}, but the video is set to ${size}`,
		'Nothing was sent. Bring the image to that size (Edit Image: Resize or Crop), choose another Size, or set "If the Image Has Another Size" to Send It Anyway.',
	);
}

async function readReferenceFile(run: Run, size: string): Promise<Media> {
	const name = 'referenceBinaryField';
	const source = read(run.context, name, fileSource(name));
	const file = await readBinaryFile(run, source, { what: 'the reference image', kind: 'image' });
	checkFits(run, file.bytes, size);
	return { file };
}

/**
 * The reference image that the user chose, if any.
 * @param size the video's; empty for the server's default, which any image may fit
 * @throws InputError when it cannot be used
 */
export async function readReferenceImage(run: Run, size: string): Promise<Media | undefined> {
	switch (text(run.context, 'referenceImage')) {
		case 'binary':
			return await readReferenceFile(run, size);
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

/** The last frame that the user chose, if any: an address, the name of a binary field, or a file. */
export async function readLastFrame(run: Run): Promise<Media | undefined> {
	const place = collection(run.context, 'options').read('lastFrame', fileSource('lastFrame'));
	if (place === '') return undefined;
	if (typeof place === 'string' && ADDRESS.test(place)) return { url: place };
	return { file: await readBinaryFile(run, place, { what: 'the last frame', kind: 'image' }) };
}
