import { readErrorText } from '../../../protocol/errorText';
import { Failure } from '../../../protocol/failure';
import { noSuchVideo, refused, webPage } from '../../../protocol/failures';
import { isRecord } from '../../../protocol/json';
import { isOk, isWebPage } from './answer';
import { operation } from './operation';
import { toItem } from './output';
import { networkFailure, send, type ApiRequest } from './request';
import { chosenVideo, pathWithId } from './videoId';

/** Deletes a video. Whatever shape the server's own answer has, the item is `{id, deleted: true}`. */
export const deleteVideo = operation(async (run) => {
	const id = chosenVideo(run);
	const request: ApiRequest = {
		method: 'DELETE',
		path: pathWithId(run.path, id),
		query: run.query,
		doing: `delete the video ${id}`,
		videoId: id,
	};
	const answer = await send(run, request).catch((error: unknown) => {
		throw networkFailure(error, request);
	});
	// A first try whose answer was lost has deleted it.
	const isGone = answer.status === 404 && answer.tries > 1;
	const said = readErrorText(answer.text);
	if (isWebPage(answer)) throw webPage(answer.url, answer.status);
	if (answer.status === 404 && !isGone) throw noSuchVideo(id, said);
	if (!isOk(answer) && !isGone) throw refused(request.doing, answer.status, said, id);
	if (isRecord(answer.json) && answer.json.deleted === false) {
		throw new Failure(`The server did not delete the video ${id}`, { videoId: id });
	}
	return [toItem(run, { id, deleted: true })];
});
