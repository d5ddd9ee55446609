import { fields, fieldsIn } from './fields';
import { isRecord, textOf } from './json';
import { jobOf } from './job';
import { isCutOut } from './jsonScanner';

/** One of the files that a job has made. */
export interface Result {
	/** Where it can be had, best first: URLs that may be relative, signed, or in need of the key. */
	urls: string[];
	/** The file itself: base64, a `data:` URL, or the text that stands in the place of one that was cut out. */
	inline?: string;
}

/*
 * Where servers say that the files of a finished job are, best first. A place holds an address, an object with one, or a list of either: several
 * files. Sources: PROTOCOL.md, sections 3 and 6; Replicate (output), Kling (task_result.videos), Volcengine (content.video_url).
 */
const PLACES: readonly string[] = [
	...[
		'url',
		'video_url',
		'urls',
		'unsigned_urls',
		'outputs',
		'output.videos',
		'videos',
		'data',
		'video',
	],
	...[
		'metadata',
		'result_url',
		'result_urls',
		'video_urls',
		'video_uri',
		'download_url',
		'file_url',
	],
	...['content', 'output', 'output.video', 'result', 'result.video', 'result.videos', 'results'],
	...['data.video', 'data.videos', 'task_result.videos', 'b64_json', 'video_base64'],
];
const PATHS = PLACES.map((place) => ({ place, path: place.split('.') }));
const FIRST_FIELDS = fields(...PATHS.map(({ path: [first] }) => first));

// Inside of an object at such a place.
const ADDRESSES = ['url', 'video_url', 'uri', 'video_uri'];
const FILES = ['base64', 'b64_json'];

// These hold nothing but addresses; at the other places a text must look like one.
const ONLY_ADDRESSES = /(^|_)ur[il]s?$/;
const ONLY_FILES = /base64$|b64_json$/;

// No job makes more.
const MOST = 100;

const isInline = (text: string) => /^data:/i.test(text) || isCutOut(text);
const looksLikeAddress = (text: string) => /^(https?:\/)?\/\S+$/i.test(text) || isInline(text);

/** One entry of a place: an address, a file, or an object that holds one or both. */
function readEntry(value: unknown, place: string): Result | undefined {
	if (isRecord(value)) {
		const urls = ADDRESSES.map((field) => textOf(value[field])).filter((url) => url !== undefined);
		const file = FILES.map((field) => textOf(value[field])).find((text) => text !== undefined);
		const inline = file ?? urls.find(isInline);
		const found = { urls: urls.filter((url) => !isInline(url)), ...(inline && { inline }) };
		return found.urls.length > 0 || inline ? found : undefined;
	}
	const text = textOf(value)?.trim();
	if (text === undefined) return undefined;
	if (ONLY_FILES.test(place) || isInline(text)) return { urls: [], inline: text };
	return ONLY_ADDRESSES.test(place) || looksLikeAddress(text) ? { urls: [text] } : undefined;
}

function at(answer: unknown, path: readonly string[]): unknown {
	let value = answer;
	for (const field of path) value = isRecord(value) ? value[field] : undefined;
	return value;
}

function readPlace(value: unknown, place: string): Result[] {
	const entries: unknown[] = Array.isArray(value) ? value.slice(0, MOST) : [value];
	const read = entries
		.map((entry) => readEntry(entry, place))
		.filter((entry) => entry !== undefined);
	// A list that names the same file twice has it once.
	return read.filter(
		(one, n) =>
			one.urls.length === 0 || read.findIndex(({ urls }) => urls[0] === one.urls[0]) === n,
	);
}

/**
 * The files of a finished job, in the server's order, each with all places that are known of it. An answer may name them in several ways: its
 * first URL, its first signed URL and its first inline file are the same file.
 */
export function readResults(answer: unknown): Result[] {
	const job = jobOf(answer);
	// A page of a list has many jobs, and each of them few places.
	const present = job === undefined ? [] : fieldsIn(job, FIRST_FIELDS);
	if (present.length === 0) return [];
	const places = PATHS.filter(({ path }) => present.includes(path[0])).map(({ place, path }) =>
		readPlace(at(job, path), place),
	);
	const count = Math.max(...places.map(({ length }) => length));
	return Array.from({ length: count }, (_, n) => {
		const same = places.map((results) => results[n]).filter((result) => result !== undefined);
		const inline = same.find((result) => result.inline !== undefined)?.inline;
		return {
			urls: [...new Set(same.flatMap(({ urls }) => urls))],
			...(inline !== undefined && { inline }),
		};
	});
}

/**
 * A result's file that stands in the answer itself, decoded; `undefined` where there is none.
 * @param files those that were cut out of the answer, by the text that stands in their place
 */
export function inlineFile({ inline }: Result, files?: Map<string, Buffer>): Buffer | undefined {
	if (inline === undefined) return undefined;
	if (isCutOut(inline)) return files?.get(inline);
	return Buffer.from(inline.replace(/^data:[^,]*,/i, ''), 'base64');
}
