import type { INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { VideosError } from '../../client/errors';
import { fileItems } from '../shared/fileItems';
import { chosenJson } from '../shared/items';
import type { Fields } from '../shared/parameters';
import { presentable } from '../shared/nodeError';
import type { PolledServer } from './connect';
import { holdBack, triesOf, type Cursor, type Step } from './cursor/cursor';
import type { Seen } from './cursor/readPages';
import type { Fetched } from './files';

/** What the item of a completed video tells whose file could not be had. */
export interface MissingFile {
	/** Why the item has no file. @when _Download File_ is on and the file could not be downloaded in three polls */
	file_error?: string;
}

// In how many polls a file is requested before the video is reported without it.
const MOST_TRIES = 3;

/** A video as an item, with the reason why it has no file, or as one item for each of its files. */
export function toEventItems(
	context: IPollFunctions,
	options: Fields,
	{ redaction, videos }: PolledServer,
	seen: Seen,
	fetched: Fetched | undefined,
): INodeExecutionData[] {
	const json = chosenJson(options, seen, redaction);
	if (fetched instanceof VideosError) {
		const { message } = presentable(fetched, redaction, videos.server);
		const missing: MissingFile = { file_error: message };
		return [{ json: { ...json, ...missing } }];
	}
	if (!Array.isArray(fetched)) return [{ json }];
	return fileItems(context, options, json, fetched);
}

/** The news whose files are here, or given up, and the cursor after they were reported; the others stay news. */
export function split(
	before: Cursor | undefined,
	{ news, cursor }: Step,
	fetched: Map<string, Fetched>,
): Step {
	let after = cursor;
	const ready = news.filter((video) => {
		const file = fetched.get(video.id);
		const failed = file instanceof VideosError ? 1 : 0;
		const tries = triesOf(before, video.id) + failed;
		const isReady = file !== 'later' && (failed === 0 || tries >= MOST_TRIES);
		if (!isReady) after = holdBack(after, video, tries);
		return isReady;
	});
	return { news: ready, cursor: after };
}
