import { mayCreateAnew } from '../../client/createPolicy';
import { VideosError } from '../../client/errors';
import type { RetrievedVideo } from '../../client/retrieve';
import type { StoredFile } from '../../client/transfer';
import { hasEnded } from '../../protocol/reading/status';
import { toVideosError } from '../shared/nodeError';
import { noteCreated } from './raise';
import type { Run } from './run';

/**
 * What came of the item's create in an earlier try; `undefined` where there was none, or it may be created anew.
 * @throws VideosError when it failed and may not
 */
async function earlier<T>({ state, itemIndex, options }: Run): Promise<T | undefined> {
	const before = await state.creates.get(itemIndex);
	if (!(before instanceof VideosError)) return before as T | undefined;
	const ifUnknown = options.flag('retryIfUnknown') === true;
	if (mayCreateAnew(before, ifUnknown)) return undefined;
	throw before;
}

/**
 * Sends what creates something, once per item and node run: Retry On Fail runs the item again, and then gets what came of the create
 * before, or of the one that is still under way. What may be created anew is decided in client/createPolicy.ts.
 */
export async function once<T>(run: Run, create: () => Promise<T>): Promise<T> {
	const { state, itemIndex } = run;
	const before = await earlier<T>(run);
	if (before !== undefined) return before;
	// Kept before it is sent: n8n may end a try while this is under way, and begin the next one.
	const sending = create().catch(asOutcome);
	state.creates.set(itemIndex, sending);
	const outcome = await sending;
	if (outcome instanceof VideosError) throw outcome;
	return outcome;
}

// What nobody expects may have come after the request went out.
function asOutcome(error: unknown): VideosError {
	if (error instanceof VideosError) return error;
	const { message } = toVideosError(error);
	const text = `It is not known whether the server created the video: ${message}`;
	return new VideosError('unknownOutcome', text, { isCreate: true });
}

// A stop in the middle of a create leaves nothing in n8n but its log.
function logInterrupted({ videos, itemIndex }: Run, error: VideosError): void {
	const { transport, baseUrl, dialect } = videos.server;
	const { isCreate, videoId } = error.details;
	const isStopped = error.kind === 'stopped' || transport.stopSignal?.aborted === true;
	if (!isCreate || !isStopped) return;
	const how = dialect.offers.includes('list')
		? 'the operation "Get Many"'
		: "the provider's dashboard";
	const named = videoId === undefined ? 'a video' : `the video ${videoId}`;
	transport.log.warn(
		`The create of item ${itemIndex} was interrupted, but may have reached the server at ${new URL(baseUrl).origin}. Check with ${how} whether ${named} exists.`,
	);
}

// After a Stop n8n keeps nothing of the node: its log is then the one place that has the id.
function note(run: Run, created: RetrievedVideo | StoredFile): void {
	const { log } = run.videos.server.transport;
	if (!('video' in created)) {
		log.info(`Created a video in one request (item ${run.itemIndex})`);
		return;
	}
	noteCreated(run, created.video.id);
	log.info(`Created the video ${created.video.id} (item ${run.itemIndex})`);
}

/**
 * Creates a video {@link once}, when the item has its place, and remembers its id in every error of this run and in n8n's log.
 * @param create gives the job, or the file itself
 */
export async function createOnce<T extends RetrievedVideo | StoredFile>(
	run: Run,
	create: () => Promise<T>,
): Promise<T> {
	const { place, videos } = run;
	const { transport } = videos.server;
	const known = await once(run, async () => {
		await place?.take(transport.stopSignal);
		const created = await create().catch((error: unknown) => {
			const failure = asOutcome(error);
			logInterrupted(run, failure);
			if (failure.details.videoId !== undefined && failure.kind === 'unknownOutcome') {
				noteCreated(run, failure.details.videoId);
			}
			throw failure;
		});
		note(run, created);
		if (!('video' in created) || hasEnded(created.video.status)) place?.giveBack();
		return created;
	});
	place?.skip();
	return known;
}

/**
 * Creates a video like {@link createOnce} of what must be asked of the server first. A try after one whose create was sent asks nothing:
 * whatever has become of what it would ask about, the video of that create is picked up.
 * @param prepare a failure of it is none of the create: the next try may ask again
 */
export async function createPrepared<P>(
	run: Run,
	prepare: () => Promise<P>,
	create: (prepared: P) => Promise<RetrievedVideo>,
): Promise<RetrievedVideo> {
	const before = await earlier<RetrievedVideo>(run);
	if (before !== undefined) return await createOnce(run, async () => before);
	const prepared = await prepare();
	return await createOnce(run, async () => await create(prepared));
}

/** Forgets an item's create whose job ended badly: Retry On Fail may create it anew. */
export function forgetCreate({ state, itemIndex }: Run): void {
	state.creates.delete(itemIndex);
}
