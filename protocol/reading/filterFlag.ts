import { isRecord, textOf, type JsonRecord } from './json';
import { layersOf } from './layers';
import type { Reason } from './reason';

/** A field in which a server says that its safety filter was at work. */
interface Flag {
	field: string;
	isSet(value: unknown): boolean;
	/** Whether the server may hand out the video all the same: of a completed job, only an empty place for it says that there is none. */
	mayHaveVideo?: boolean;
}

const isTrue = (value: unknown) => value === true || (Array.isArray(value) && value.includes(true));
const isPositive = (value: unknown) => typeof value === 'number' && value > 0;

function isFiltered(value: unknown): boolean {
	if (!isRecord(value)) return value === true;
	const { filtered_count: count, filtered, reasons } = value;
	const results = Object.values(value).some((part) => isRecord(part) && part.filtered === true);
	const hasReasons = count === undefined && Array.isArray(reasons) && reasons.length > 0;
	return isPositive(count) || filtered === true || hasReasons || results;
}

const FLAGS: readonly Flag[] = [
	// xAI
	{ field: 'respect_moderation', isSet: (value) => value === false },
	// Bifrost: `{filtered_count, reasons}`; Azure: `{sexual: {filtered}}`
	...['content_filter', 'content_filtered', 'content_filter_result', 'content_filter_results'].map(
		(field) => ({ field, isSet: isFiltered }),
	),
	// Veo
	{ field: 'raiMediaFilteredCount', isSet: isPositive },
	{ field: 'rai_media_filtered_count', isSet: isPositive },
	// fal and relays
	{ field: 'nsfw', isSet: isTrue, mayHaveVideo: true },
	{ field: 'has_nsfw_contents', isSet: isTrue, mayHaveVideo: true },
	{ field: 'has_nsfw_concepts', isSet: isTrue, mayHaveVideo: true },
];

// Where a video would stand.
const PLACES = ['video', 'videos', 'data', 'output', 'outputs', 'url', 'video_url', 'urls'];

function firstRecord(value: unknown): JsonRecord[] {
	const one: unknown = Array.isArray(value) ? value[0] : value;
	return isRecord(one) ? [one] : [];
}

const REASONS = ['raiMediaFilteredReasons', 'rai_media_filtered_reasons'];

function reasonsIn(record: JsonRecord, field: string): string | null {
	const flag = record[field];
	const lists = [...REASONS.map((name) => record[name]), isRecord(flag) ? flag.reasons : undefined];
	const texts = lists.flatMap((list) => (Array.isArray(list) ? list.slice(0, 20) : [list]));
	const said = texts.map(textOf).filter((text) => text !== undefined);
	return said.length === 0 ? null : said.join('; ').replace(/\s+/g, ' ').slice(0, 10_000);
}

/**
 * The flag with which a job says that a safety filter was at work: the field's name as the code, and the server's reasons if it gives any.
 * It may stand at the top, in a wrapper, or in the video itself.
 * @param hasFailed whether the server calls the job failed
 */
export function filterFlag(answer: JsonRecord, hasFailed: boolean): Reason | undefined {
	const layers = layersOf(answer);
	const records = layers.flatMap((one) => [
		...firstRecord(one.video),
		...firstRecord(one.videos),
		one,
	]);
	const hasPlace =
		hasFailed || layers.some((one) => PLACES.some((place) => Object.hasOwn(one, place)));
	for (const record of records) {
		for (const { field, isSet, mayHaveVideo } of FLAGS) {
			const counts = !mayHaveVideo || hasPlace;
			if (counts && isSet(record[field])) return { code: field, message: reasonsIn(record, field) };
		}
	}
	return undefined;
}
