import type { INodeExecutionData } from 'n8n-workflow';
import { Failure } from '../../../protocol/failure';
import type { Feature } from '../../../protocol/dialects/dialect';
import { goOnWith } from '../../../protocol/goOn';
import { toFailure } from './cleanFailure';
import { downloadFile } from './downloadFile';
import { videoItem } from './output';
import type { ToldVideo } from './retrieveVideo';
import type { Asker, Run } from './run';
import { waitForEnd } from './waitForVideo';

/** What went wrong, naming the video that it is about and how to go on with it. */
export function withId(error: unknown, id: string, lacks: readonly Feature[]): Failure {
	const failure = toFailure(error);
	const { hint, httpStatus, jobFailed, videoId } = failure.details;
	// There is nothing to go on with.
	if (jobFailed || (httpStatus === 404 && videoId === id)) return failure;
	const hasNoRoute = httpStatus === 405 || httpStatus === 501;
	const message = failure.message.includes(id)
		? failure.message
		: `${failure.message} (video ${id})`;
	const goOn =
		hint?.includes(id) || hasNoRoute ? hint : [hint, goOnWith(id, lacks)].filter(Boolean).join(' ');
	return new Failure(message, { ...failure.details, videoId: id, hint: goOn });
}

/** Whatever fails once a video exists names it and says how to go on. */
export async function keepingId<T>(
	{ dialect }: Asker,
	id: string,
	task: () => Promise<T>,
): Promise<T> {
	return await task().catch((error: unknown) => {
		throw withId(error, id, dialect.lacks);
	});
}

/** Waits for a video and, if wanted, fetches its file. A video that was allowed to fail has none. */
export async function finish(
	run: Run,
	id: string,
	withFile: boolean,
	first?: ToldVideo,
): Promise<INodeExecutionData[]> {
	const told = await waitForEnd(run, id, first);
	const hasFile = withFile && told.video.status === 'completed';
	const stored = hasFile ? await downloadFile(run, id, 'video', told) : undefined;
	return [videoItem(run, told, stored)];
}

/** What the user wants of a video that was just created: the job at once, the finished video, or its file too. */
export async function afterCreate(run: Run, told: ToldVideo): Promise<INodeExecutionData[]> {
	const { id } = told.video;
	const wanted = run.context.getNodeParameter('returnWhat', 'file');
	if (wanted === 'job') return [videoItem(run, told)];
	return await keepingId(run, id, async () => await finish(run, id, wanted !== 'video', told));
}
