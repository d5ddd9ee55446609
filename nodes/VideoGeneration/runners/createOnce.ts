import {
	createUnsure,
	redirected,
	refused,
	refusedBody,
	unreachable,
	webPage,
} from '../../../protocol/failures';
import { Failure } from '../../../protocol/failure';
import { readErrorText } from '../../../protocol/errorText';
import { readVideo } from '../../../protocol/video';
import { resolveUrl } from '../../../protocol/url';
import { isOk, isWebPage, type Answer } from './answer';
import { isNetworkError } from './networkError';
import { collection } from './parameters';
import { noteCreated } from './raise';
import { send, type ApiRequest } from './request';
import type { Run } from './run';

// 408 and 5xx may come from a gateway in front of a server that has taken the job.
function isUnsure(status: number): boolean {
	return status === 408 || status >= 500;
}

function refusal(answer: Answer, { doing, videoId }: ApiRequest): Failure {
	const { status, headers, url, text } = answer;
	const serverText = readErrorText(text);
	if (status >= 300 && status < 400) {
		const target = resolveUrl(String(headers.location ?? ''), url);
		return redirected(doing, target === undefined ? 'another address' : new URL(target).origin);
	}
	if (isUnsure(status))
		return createUnsure(`${serverText ?? 'no reason given'} (HTTP ${status})`, status);
	if (isWebPage(answer)) return webPage(url, status);
	if (status === 400 || status === 422) return refusedBody(status, serverText);
	return refused(doing, status, serverText, videoId);
}

function whyNoAnswer(error: unknown): Failure {
	if (!isNetworkError(error)) return createUnsure('the execution was stopped while it was sent');
	if (error.kind === 'unreachable') return unreachable(error.origin, error.message);
	return error.kind === 'blocked' ? new Failure(error.message) : createUnsure(error.message);
}

async function sendForm(run: Run, request: ApiRequest): Promise<Answer> {
	return await send(run, request).catch((error: unknown) => {
		throw whyNoAnswer(error);
	});
}

async function sendCreate(run: Run, [request, ...otherForms]: ApiRequest[]): Promise<Answer> {
	const answer = await sendForm(run, request);
	if (answer.status === 415 && otherForms.length > 0) return await sendCreate(run, otherForms);
	if (!isOk(answer)) throw refusal(answer, request);
	if (isWebPage(answer)) throw webPage(answer.url, answer.status);
	if (readVideo(answer.json) === undefined) {
		const said = readErrorText(answer.text) ?? 'nothing';
		throw createUnsure(`its answer names no video (HTTP ${answer.status}, it said: ${said})`);
	}
	return answer;
}

/**
 * Sends a create or remix, once: Retry On Fail runs the item again, and then goes on with the job that answered
 * before. A create that may have been taken raises the same error again, unless the user wants otherwise.
 * @param forms the same request in the forms to try: the next one is sent only when the server takes no such form (415)
 */
export async function createOnce(run: Run, forms: ApiRequest[]): Promise<Answer> {
	const { creates } = run.state;
	const before = creates.get(run.itemIndex);
	if (before !== undefined && 'answer' in before) return before.answer;
	const { createAgainIfUnsure } = collection(run.context, 'options');
	if (before !== undefined && createAgainIfUnsure !== true) throw before.unsure;
	const answer = await sendCreate(run, forms).catch((error: unknown) => {
		const isUnsafe = error instanceof Failure && error.details.unknownOutcome === true;
		if (isUnsafe) creates.set(run.itemIndex, { unsure: error });
		throw error;
	});
	const { id } = readVideo(answer.json)!;
	creates.set(run.itemIndex, { answer });
	noteCreated(run, id);
	// After a Stop n8n keeps nothing of the node: its log is then the one place that has the id.
	run.context.logger.info(`Created the video ${id} (item ${run.itemIndex})`);
	return answer;
}

/** Forgets an item's create whose job ended badly: Retry On Fail may create it anew. */
export function forgetCreate({ state, itemIndex }: Run): void {
	state.creates.delete(itemIndex);
}
