import type { CreateInputs, Media } from '../../../protocol/dialects/inputs';
import { imageSize } from '../../../protocol/media/imageSize';
import { fitsSize } from '../../../protocol/media/shape';
import { InputError } from '../../../client/errors';
import { FIELD_NAMES, type FieldName } from '../../shared/fieldNames';
import { fieldText } from '../../shared/fieldText';
import { entries } from '../../shared/parameters';
import type { Run } from '../run';
import { readBinaryFile, type FileUse } from './binaryFile';
import { fileSource } from './findBinary';

/** The lists of the field References, and what their files are. */
const KINDS = { images: 'image', videos: 'video', audio: 'audio' } as const;
const NAMES = { images: 'Image', videos: 'Video', audio: 'Audio' };
type List = keyof typeof KINDS;

const ROLES: Readonly<Record<string, string>> = {
	firstFrame: 'First Frame',
	lastFrame: 'Last Frame',
	reference: 'Reference',
};

/** One entry of a list. */
interface Entry {
	values: Record<string, unknown>;
	/** Its list, and its place there, as the editor counts. */
	name: string;
	kind: FileUse['kind'];
}

/** A create's references, by what they are for. */
export type References = Pick<
	CreateInputs,
	'firstFrame' | 'lastFrame' | 'referenceImages' | 'referenceVideos' | 'referenceAudio'
>;

function entriesOf(run: Run, list: List): Entry[] {
	return entries(run.context, 'references', list).map((values, index) => ({
		...{ values, kind: KINDS[list] },
		name: `${NAMES[list]} ${index + 1}`,
	}));
}

/** A field of an entry as text. @throws InputError where it is empty, or no text */
function textOf({ values, name }: Entry, field: FieldName, remedy: string): string {
	const label = `${FIELD_NAMES[field]} of ${name}`;
	const text = fieldText(label, values[field]).trim();
	if (text === '') throw new InputError(`${label} is empty`, remedy);
	return text;
}

function urlOf(entry: Entry): string {
	const url = textOf(entry, 'url', 'Fill it in, choose another Source, or remove the entry.');
	const isData = url.toLowerCase().startsWith(`data:${entry.kind}/`);
	if (isData || /^https?:\/\/\S+$/i.test(url)) return url;
	throw new InputError(
		`URL of ${entry.name} must begin with https:// or http://`,
		'Enter the full address of the file, or choose another Source.',
	);
}

async function mediaOf(run: Run, entry: Entry): Promise<Media> {
	const { values, name, kind } = entry;
	switch (fieldText(`${FIELD_NAMES.source} of ${name}`, values.source ?? 'binary').trim()) {
		case 'url':
			return { url: urlOf(entry) };
		case 'fileId':
			return {
				fileId: textOf(entry, 'fileId', 'Fill it in, choose another Source, or remove the entry.'),
			};
		case 'binary': {
			const source = fileSource('binaryField', name)(values.binaryField ?? 'data');
			return { file: await readBinaryFile(run, source, { what: name, kind }) };
		}
		default:
			throw new InputError(
				`Source of ${name} must be binary, url or fileId`,
				'Choose the Source from the list.',
			);
	}
}

function roleOf({ values, name }: Entry): string {
	const role = fieldText(`${FIELD_NAMES.role} of ${name}`, values.role ?? 'firstFrame').trim();
	if (Object.hasOwn(ROLES, role)) return role;
	throw new InputError(
		`Role of ${name} must be ${Object.keys(ROLES).join(', ')}, not "${role}"`,
		'Choose the Role from the list.',
	);
}

/** The images by their roles. @throws InputError where two of them want to be the same frame */
function byRole(images: Entry[]): Record<string, Entry[]> {
	const all: Record<string, Entry[]> = { firstFrame: [], lastFrame: [], reference: [] };
	for (const image of images) {
		const role = roleOf(image);
		all[role].push({ ...image, name: `${image.name} (${ROLES[role]})` });
	}
	for (const role of ['firstFrame', 'lastFrame']) {
		const [one, other] = all[role];
		if (other === undefined) continue;
		throw new InputError(
			`${one.name} and ${other.name} have the same role, but a video has one ${ROLES[role]}`,
			'Nothing was sent. Give one of them another Role, or remove it.',
		);
	}
	return all;
}

// Servers refuse an image of another size, or crop and stretch it: better known before than seen in the video.
function checkFits(run: Run, bytes: Buffer, name: string, size: string): void {
	const has = imageSize(bytes);
	if (has === undefined || fitsSize(has, size, run.videos.server.dialect.scalesImages)) return;
	if (run.options.text('referenceMismatch') === 'send') return;
	throw new InputError(
		`${name} is ${has.width}x${has.height}, but the video is set to ${size}`,
		`Nothing was sent. Resize or crop the image with Edit Image, choose another Size, or set the option ${FIELD_NAMES.referenceMismatch} to Send It Anyway.`,
	);
}

async function readFrame(run: Run, [entry]: Entry[], size: string): Promise<Media | undefined> {
	if (entry === undefined) return undefined;
	const media = await mediaOf(run, entry);
	if ('file' in media) checkFits(run, media.file.bytes, entry.name, size);
	return media;
}

async function readAll(run: Run, wanted: Entry[]): Promise<Media[]> {
	const all: Media[] = [];
	// One after the other: the first one that cannot be used is the one to name.
	for (const entry of wanted) all.push(await mediaOf(run, entry));
	return all;
}

/**
 * The references that the user gave, if any.
 * @param size the video's; empty for the server's default, which any image may fit
 * @throws InputError when one cannot be used
 */
export async function readReferences(run: Run, size: string): Promise<References> {
	const images = byRole(entriesOf(run, 'images'));
	return {
		firstFrame: await readFrame(run, images.firstFrame, size),
		lastFrame: await readFrame(run, images.lastFrame, size),
		referenceImages: await readAll(run, images.reference),
		referenceVideos: await readAll(run, entriesOf(run, 'videos')),
		referenceAudio: await readAll(run, entriesOf(run, 'audio')),
	};
}
