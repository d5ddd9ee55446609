import { fields, fieldsIn } from './fields';
import { isRecord, textOf, type JsonRecord } from './json';
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

// What servers list beside the video: its last frame, a poster, its sound, its captions.
const NO_VIDEO =
	/^data:(image|audio|text)\/|^[^?#]*\.(png|jpe?g|webp|gif|avif|bmp|mp3|wav|m4a|aac|ogg|flac|srt|vtt|txt|json)([?#]|$)/i;

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

function at(job: unknown, path: readonly string[]): unknown {
	let value = job;
	for (const field of path) value = isRecord(value) ? value[field] : undefined;
	return value;
}

/** What is surely no video goes, unless there is nothing else: some videos are a GIF. */
export function videosAmong<T>(all: T[], textOfOne: (one: T) => string | undefined): T[] {
	const videos = all.filter((one) => !NO_VIDEO.test(textOfOne(one) ?? ''));
	return videos.length > 0 ? videos : all;
}

// APIMart has a list of addresses inside of an object: {videos: [{url: [...]}]}.
function entriesOf(value: unknown): unknown[] {
	if (Array.isArray(value))
		return value.slice(0, MOST).flatMap((entry) => (isRecord(entry) ? entriesOf(entry) : [entry]));
	const field = isRecord(value) && ADDRESSES.find((name) => Array.isArray(value[name]));
	if (!isRecord(value) || !field) return [value];
	return (value[field] as unknown[]).map((address) => ({ ...value, [field]: address }));
}

function readPlace(value: unknown, place: string): Result[] {
	const read = entriesOf(value)
		.slice(0, MOST)
		.map((entry) => readEntry(entry, place))
		.filter((entry) => entry !== undefined);
	const videos = videosAmong(read, ({ urls, inline }) => urls[0] ?? inline?.slice(0, 20));
	// A list that names the same file twice has it once.
	const firsts = new Map([...videos].reverse().map((one) => [one.urls[0], one]));
	return videos.filter((one) => one.urls.length === 0 || firsts.get(one.urls[0]) === one);
}

/** What a job says at each of the places, the best one first. */
export function readPlaces(job: JsonRecord): Result[][] {
	// A page of a list has many jobs, and each of them few places.
	const present = fieldsIn(job, FIRST_FIELDS);
	if (present.length === 0) return [];
	return PATHS.filter(({ path: [first] }) => present.includes(first)).map(({ place, path }) =>
		readPlace(at(job, path), place),
	);
}
