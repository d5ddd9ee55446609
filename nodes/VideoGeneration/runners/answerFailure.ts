import { readErrorText } from '../../../protocol/errorText';
import type { Failure } from '../../../protocol/failure';
import { noSuchVideo, refused, unreadable, webPage } from '../../../protocol/failures';
import { isOk, isWebPage, type Answer } from './answer';
import type { ApiRequest } from './request';

/** Why an answer is not what was asked for: a web page, a missing video, a refusal, or nothing that can be read. */
export function answerFailure(answer: Answer, { doing, videoId }: ApiRequest): Failure {
	const { status, url, text } = answer;
	const said = readErrorText(text);
	if (isWebPage(answer)) return webPage(url, status);
	if (isOk(answer)) return unreadable(doing, status, videoId);
	if (status === 404 && videoId !== undefined) return noSuchVideo(videoId, said);
	return refused(doing, status, said, videoId);
}
