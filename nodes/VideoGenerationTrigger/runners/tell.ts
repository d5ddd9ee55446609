import type { INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { holdBack, triesOf, type Cursor, type Step } from '../cursor/cursor';
import { Failure } from '../../../protocol/failure';
import type { Dialect } from '../../../protocol/dialects/dialect';
import { explain } from '../../VideoGeneration/runners/explain';
import { chosenJson, outputField } from '../../VideoGeneration/runners/output';
import type { Fetched } from './files';
import type { Told } from '../cursor/readPages';

// In how many polls a file is asked for before the video is told without it.
const MOST_TRIES = 3;

/** A video as an item, with its file or with the reason why it has none. */
export async function toItem(
	context: IPollFunctions,
	dialect: Dialect,
	told: Told,
	fetched: Fetched | undefined,
): Promise<INodeExecutionData> {
	const json = chosenJson(context, told);
	if (fetched instanceof Failure) {
		const { message } = await explain(context, fetched, dialect);
		return { json: { ...json, file_error: message } };
	}
	if (typeof fetched !== 'object') return { json };
	return { json, binary: { [outputField(context)]: fetched.file } };
}

/** The news whose files are here, or given up, and the cursor after they were told; the others stay news. */
export function split(
	before: Cursor | undefined,
	{ news, cursor }: Step,
	fetched: Map<string, Fetched>,
): Step {
	let after = cursor;
	const ready = news.filter((video) => {
		const file = fetched.get(video.id);
		const failed = file instanceof Failure ? 1 : 0;
		const tries = triesOf(before, video.id) + failed;
		const isReady = file !== 'later' && (failed === 0 || tries >= MOST_TRIES);
		if (!isReady) after = holdBack(after, video, tries);
		return isReady;
	});
	return { news: ready, cursor: after };
}
