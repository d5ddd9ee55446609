import type { INodeExecutionData } from 'n8n-workflow';
import { mayRecreateFailed } from '../../client/createPolicy';
import { VideosError } from '../../client/errors';
import { jobFailed } from '../../client/failures';
import type { UntilEnded } from '../../client/places';
import { poll, type WaitPlan } from '../../client/polling';
import { serverWord } from '../../client/readJob';
import type { RetrievedVideo, Server } from '../../client/retrieve';
import { endedBy } from '../../client/signals';
import type { Feature } from '../../protocol/dialects/dialect';
import type { Requested } from '../../protocol/media/differences';
import { hintFor } from '../shared/hints';
import { chosenJson, isSimplified, toItem } from '../shared/items';
import { toVideosError } from '../shared/nodeError';
import { text, type ParameterContext } from '../shared/parameters';
import { forgetCreate } from './createOnce';
import { downloadItems } from './files';
import { noteFailed } from './raise';
import type { Run } from './run';

/** A video as an output item. */
export function videoItem(
	{ itemIndex, options, redaction }: Run,
	retrieved: RetrievedVideo,
): INodeExecutionData {
	return toItem(itemIndex, chosenJson(options, retrieved, redaction));
}

/** What went wrong, naming the video that it is about and how to continue with it. */
export function withId(
	error: unknown,
	id: string,
	offers?: readonly Feature[],
	isCreate?: boolean,
): VideosError {
	const known = toVideosError(error);
	const { kind, message, details } = known;
	if (kind === 'jobFailed' || kind === 'blocked' || kind === 'notFound') return known;
	const named = message.includes(id) ? message : `${message} (video ${id})`;
	const about = new VideosError(kind, named, { offers, ...details, isCreate, videoId: id });
	return new VideosError(kind, named, { ...about.details, hint: hintFor(about, id) });
}

/**
 * Whatever fails once a video exists names it and says how to continue.
 * @param isCreate whether this run has created the video: running it again would create another one
 */
export async function keepingId<T>(
	{ dialect }: Pick<Server, 'dialect'>,
	id: string,
	task: () => Promise<T>,
	isCreate = false,
): Promise<T> {
	return await task().catch((error: unknown) => {
		throw withId(error, id, dialect.offers, isCreate);
	});
}

/** Waits, and ends as the user chose when the job failed: with an error, or with the failed job. */
export async function waitForEnd(
	run: Run,
	id: string,
	plan: WaitPlan,
	first?: RetrievedVideo,
): Promise<RetrievedVideo> {
	// The place is free before the download, and also when nobody waits any longer.
	const ended = run.videos.poll(id, plan, first);
	const retrieved = await ended.finally(() => run.place?.giveBack());
	const { video } = retrieved;
	if (video.status === 'completed') return retrieved;
	if (run.options.text('onFailure') === 'return') return retrieved;
	const word = serverWord(retrieved);
	const error = jobFailed(video, word);
	if (mayRecreateFailed(error, word)) forgetCreate(run);
	noteFailed(run, id);
	throw error;
}

/** Waits for a video and, if wanted, fetches its files. A video that was allowed to fail has none. */
export async function finish(
	run: Run,
	id: string,
	wantsFile: boolean,
	{ first, requested }: { first?: RetrievedVideo; requested?: Requested } = {},
): Promise<INodeExecutionData[]> {
	const asked = first && { model: run.body.text('model'), ...requested };
	const wantsAnswer = !isSimplified(run.options);
	const plan = { ...run.plan, crowd: run.state.crowd, wantsFile, wantsAnswer, asked };
	const retrieved = await waitForEnd(run, id, plan, first);
	const hasFile = wantsFile && retrieved.video.status === 'completed';
	const item = videoItem(run, retrieved);
	return hasFile ? await downloadItems(run, retrieved, item.json, requested) : [item];
}

function whatToReturn(context: ParameterContext): string {
	return text(context, 'returnWhat') || 'file';
}

/** Whether the user wants the file of what is created. */
export function wantsFile({ context }: Run): boolean {
	return whatToReturn(context) === 'file';
}

/** Polls a job that the node does not wait for, once its place is needed. */
function untilEnded({ plan, videos: { server } }: Run, created: RetrievedVideo): UntilEnded {
	const deadline = Date.now() + plan.minutes * 60_000;
	return async (signal) => {
		const leftMinutes = (deadline - Date.now()) / 60_000;
		await poll(
			endedBy(server, signal),
			created.video.id,
			{ ...plan, minutes: leftMinutes },
			created,
		);
	};
}

/**
 * What the user wants of a video that was just created: the job at once, the finished video, or its file too.
 * @param requested what was asked of the file
 */
export async function afterCreate(
	run: Run,
	created: RetrievedVideo,
	requested?: Requested,
): Promise<INodeExecutionData[]> {
	const { id } = created.video;
	if (whatToReturn(run.context) === 'job') {
		run.place?.leave(untilEnded(run, created));
		return [videoItem(run, created)];
	}
	return await keepingId(
		run.videos.server,
		id,
		async () => await finish(run, id, wantsFile(run), { first: created, requested }),
		true,
	);
}
