import { Buffer } from 'node:buffer';
import { dimensions, sha256, type Reference } from './clip-spec.mts';
import { invalid } from './errors.mts';
import type { FilePart } from './payload.mts';

const PARAM = 'input_reference';
const MAX_IMAGE_BYTES = 32_000_000;

/** The reference image of a create, wherever the request holds it; undefined when it has none. */
export async function referenceParam(
	fields: Record<string, unknown>,
	files: FilePart[],
	size: string,
): Promise<Reference | undefined> {
	const file = files.find((part) => part.field === PARAM);
	if (file) return checkedImage(file.data, size);
	const given = {
		image_url: fields[`${PARAM}[image_url]`],
		file_id: fields[`${PARAM}[file_id]`],
		...objectParam(fields[PARAM]),
	};
	if (given.image_url !== undefined) {
		return checkedImage(await imageFrom(String(given.image_url)), size);
	}
	if (given.file_id !== undefined) return fileReference(String(given.file_id));
	if (fields[PARAM] === undefined || fields[PARAM] === null) return undefined;
	throw invalid(PARAM, "'input_reference' must have 'image_url' or 'file_id'.");
}

function objectParam(value: unknown): { image_url?: unknown; file_id?: unknown } {
	if (value === undefined || value === null) return {};
	if (typeof value === 'object' && !Array.isArray(value)) return value;
	const message = "'input_reference' must be a file, or an object with 'image_url' or 'file_id'.";
	throw invalid(PARAM, message, 'invalid_type');
}

/** A file id is taken on trust: there is no Files API here, the clip shows the id as text. */
function fileReference(fileId: string): Reference {
	if (!/^file[-_]./.test(fileId)) {
		throw invalid(`${PARAM}.file_id`, `No such file: '${fileId}'.`, 'file_not_found');
	}
	return { sha256: sha256(fileId), fileId };
}

/** The bytes behind a data: URL, or behind an http URL of this machine. */
async function imageFrom(url: string): Promise<Buffer> {
	const param = `${PARAM}.image_url`;
	const data = /^data:[^,]*;base64,(.*)$/s.exec(url);
	if (data) return Buffer.from(data[1] ?? '', 'base64');
	const { protocol, hostname } = URL.canParse(url) ? new URL(url) : {};
	if (protocol !== 'http:' && protocol !== 'https:') {
		throw invalid(param, 'Expected a base64-encoded data URL or an http(s) URL.');
	}
	if (hostname !== '127.0.0.1' && hostname !== 'localhost') {
		throw invalid(param, `The sandbox fetches images from this machine only, not ${hostname}.`);
	}
	try {
		const answer = await fetch(url, { signal: AbortSignal.timeout(10_000) });
		if (!answer.ok) throw new Error(`status ${answer.status}`);
		return Buffer.from(await answer.arrayBuffer());
	} catch (error) {
		throw invalid(param, `Error while downloading ${url}: ${(error as Error).message}`);
	}
}

/** Decodes the image really, and compares its size with the video's. */
async function checkedImage(data: Buffer, size: string): Promise<Reference> {
	const { width, height } = await decoded(data);
	const [videoWidth, videoHeight] = dimensions(size);
	if (width !== videoWidth || height !== videoHeight) {
		throw invalid(PARAM, 'Inpaint image must match the requested width and height');
	}
	return { sha256: sha256(data), image: data };
}

async function decoded(data: Buffer): Promise<{ width: number; height: number }> {
	const refused = invalid(
		PARAM,
		'The reference is not a PNG, JPEG or WebP image.',
		'invalid_image',
	);
	if (data.length > MAX_IMAGE_BYTES || !isImage(data)) throw refused;
	// Loaded here and not at the start, which it would double.
	const { loadImage } = await import('@napi-rs/canvas');
	return loadImage(data).catch(() => {
		throw refused;
	});
}

/** By the first bytes: the decoder alone would also take SVG and others. */
function isImage(data: Buffer): boolean {
	const head = data.toString('latin1', 0, 12);
	return /^(\x89PNG\r\n|\xff\xd8\xff|RIFF[^]{4}WEBP)/.test(head);
}
