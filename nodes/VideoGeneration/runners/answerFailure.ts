import { readErrorText } from '../../../protocol/reading/errorText';
import type { Failure } from '../../../protocol/failure';
import { noSuchVideo, refused, unreadable, webPage } from '../../../protocol/failures';
import { notOffered } from '../../../protocol/offers';
import { isOk, isWebPage, type Answer } from './answer';
import type { ApiRequest } from './request';

/** Why the server refused: it has no such operation, no such video, or another reason of its own. */
export function refusal(answer: Answer, { doing, videoId, feature }: ApiRequest): Failure {
	const { status, text } = answer;
	const said = readErrorText(text);
	const hasNoRoute = [405, 501].includes(status) || (status === 404 && videoId === undefined);
	if (feature !== undefined && hasNoRoute) return notOffered('The server', feature, status, said);
	if (status === 404 && videoId !== undefined) {
		return noSuchVideo(videoId, said, feature === 'retrieve' ? undefined : feature);
	}
	return refused(doing, status, said, videoId);
}

/** Why an answer is not what was asked for: a web page, a refusal, or nothing that can be read. */
export function answerFailure(answer: Answer, request: ApiRequest): Failure {
	const { status, url } = answer;
	if (isWebPage(answer)) return webPage(url, status);
	if (isOk(answer)) return unreadable(request.doing, status, request.videoId);
	return refusal(answer, request);
}
