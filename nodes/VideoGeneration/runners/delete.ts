import { Failure } from '../../../protocol/failure';
import { isRecord } from '../../../protocol/reading/json';
import { isOk, isWebPage } from './answer';
import { answerFailure } from './answerFailure';
import { operation } from './operation';
import { toItem } from './output';
import { ask, type ApiRequest } from './request';
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
		feature: 'delete',
	};
	const answer = await ask(run, request);
	// A first try whose answer was lost has deleted it.
	const isGone = answer.status === 404 && answer.tries > 1;
	if (isWebPage(answer) || !(isOk(answer) || isGone)) throw answerFailure(answer, request);
	if (isRecord(answer.json) && answer.json.deleted === false) {
		throw new Failure(`The server did not delete the video ${id}`, { videoId: id });
	}
	return [toItem(run, { id, deleted: true })];
}, 'delete');
