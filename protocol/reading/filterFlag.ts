import { fields, fieldsIn } from './fields';
import { isRecord, textOf, type JsonRecord } from './json';
import { layersOf } from './layers';
import type { Reason } from './reason';
import { oneLine } from './reasonTexts';

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

const FLAG_FIELDS = fields(...FLAGS.map(({ field }) => field));

function flagIn(record: JsonRecord): Flag | undefined {
	const present = fieldsIn(record, FLAG_FIELDS);
	if (present.length === 0) return undefined;
	return FLAGS.find(({ field, isSet }) => present.includes(field) && isSet(record[field]));
}

// Where a video would stand.
const PLACES = ['video', 'videos', 'data', 'output', 'outputs', 'url', 'video_url', 'urls'];

const hasPlace = (layer: JsonRecord) => PLACES.some((place) => Object.hasOwn(layer, place));

const REASONS = ['raiMediaFilteredReasons', 'rai_media_filtered_reasons'];

function reasonsIn(record: JsonRecord, field: string): string | null {
	const flag = record[field];
	const lists = [...REASONS.map((name) => record[name]), isRecord(flag) ? flag.reasons : undefined];
	const texts = lists.flatMap((list) => (Array.isArray(list) ? list.slice(0, 20) : [list]));
	const said = texts.map(textOf).filter((text) => text !== undefined);
	return said.length === 0 ? null : oneLine(said.join('; '));
}

/**
 * The flag with which a job says that a safety filter was at work: the field's name as the code, and the server's reasons if it gives any.
 * It may stand at the top, in a wrapper, or in the video itself.
 * @param hasFailed whether the server calls the job failed
 */
export function filterFlag(answer: JsonRecord, hasFailed: boolean): Reason | undefined {
	const layers = layersOf(answer);
	for (const layer of layers) {
		for (const holder of [layer, layer.video, layer.videos]) {
			const record: unknown = Array.isArray(holder) ? holder[0] : holder;
			const flag = isRecord(record) ? flagIn(record) : undefined;
			if (flag === undefined) continue;
			if (flag.mayHaveVideo && !hasFailed && !layers.some(hasPlace)) continue;
			return { code: flag.field, message: reasonsIn(record as JsonRecord, flag.field) };
		}
	}
	return undefined;
}
