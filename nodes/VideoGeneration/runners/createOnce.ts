import { Failure } from '../../../protocol/failure';
import { readErrorText } from '../../../protocol/reading/errorText';
import {
	createUnsure,
	redirected,
	refusedBody,
	unreachable,
	webPage,
} from '../../../protocol/failures';
import { resolveUrl } from '../../../protocol/url';
import { readVideo } from '../../../protocol/reading/video';
import { isOk, isWebPage, reasonOf, type Answer } from './answer';
import { refusal } from './answerFailure';
import { toFailure } from './cleanFailure';
import { isNetworkError } from './networkError';
import { collection } from './parameters';
import { noteCreated } from './raise';
import { send, type ApiRequest } from './request';
import type { ToldVideo } from './retrieveVideo';
import type { Run } from './run';

// 408 and 5xx may come from a gateway in front of a server that has taken the job; 501 says that there is none.
function isUnsure(status: number): boolean {
	return status === 408 || (status >= 500 && status !== 501);
}

function createRefusal({ dialect }: Run, answer: Answer, request: ApiRequest): Failure {
	const { status, headers, url, text } = answer;
	const { doing, videoId } = request;
	const said = readErrorText(text);
	if (status >= 300 && status < 400) {
		const target = resolveUrl(String(headers.location ?? ''), url);
		return redirected(doing, target === undefined ? 'another address' : new URL(target).origin);
	}
	if (isUnsure(status)) return createUnsure(reasonOf(answer), status, dialect.lacks);
	if (isWebPage(answer)) return webPage(url, status);
	const isAboutBody = status === 400 || status === 422;
	if (isAboutBody && videoId === undefined) return refusedBody(status, said);
	return refusal(answer, request);
}

function whyNoAnswer({ dialect }: Run, error: unknown): Failure {
	if (!isNetworkError(error)) return toFailure(error);
	if (error.kind === 'unreachable') return unreachable(error.origin, error.message);
	if (error.kind === 'blocked') return new Failure(error.message);
	return createUnsure(error.message, undefined, dialect.lacks);
}

async function sendCreate(run: Run, [request, ...otherForms]: ApiRequest[]): Promise<ToldVideo> {
	const answer = await send(run, request).catch((error: unknown) => {
		throw whyNoAnswer(run, error);
	});
	if (answer.status === 415 && otherForms.length > 0) return await sendCreate(run, otherForms);
	if (!isOk(answer)) throw createRefusal(run, answer, request);
	if (isWebPage(answer)) throw webPage(answer.url, answer.status);
	const video = readVideo(answer.json);
	if (video === undefined) {
		const said = readErrorText(answer.text) ?? 'nothing';
		const reason = `its answer names no video (HTTP ${answer.status}, it said: ${said})`;
		throw createUnsure(reason, undefined, run.dialect.lacks);
	}
	noteCreated(run, video.id);
	// After a Stop n8n keeps nothing of the node: its log is then the one place that has the id.
	run.context.logger.info(`Created the video ${video.id} (item ${run.itemIndex})`);
	return { video, answer: { ...answer, text: '' } };
}

/**
 * Sends a create or remix, once: Retry On Fail runs the item again, and then goes on with the job that answered
 * before, or is about to. A create that may have been taken raises the same error again, unless the user wants otherwise.
 * @param forms the same request in the forms to try: the next one is sent only when the server takes no such form (415)
 */
export async function createOnce(run: Run, forms: ApiRequest[]): Promise<ToldVideo> {
	const { creates } = run.state;
	const before = await creates.get(run.itemIndex);
	if (before !== undefined && !(before instanceof Failure)) return before;
	const { createAgainIfUnsure } = collection(run.context, 'options');
	if (before?.details.unknownOutcome && createAgainIfUnsure !== true) throw before;
	// Kept before it is sent: n8n may end a try while this is under way, and begin the next one.
	const sending = sendCreate(run, forms).catch(toFailure);
	creates.set(run.itemIndex, sending);
	const outcome = await sending;
	if (outcome instanceof Failure) throw outcome;
	return outcome;
}

/** Forgets an item's create whose job ended badly: Retry On Fail may create it anew. */
export function forgetCreate({ state, itemIndex }: Run): void {
	state.creates.delete(itemIndex);
}
