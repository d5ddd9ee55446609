import { finish, keepingId } from './afterCreate';
import { operation } from './operation';
import { chosenVideo } from './videoId';

/** Waits until a video has ended and, if wanted, fetches its file. */
export const waitForCompletion = operation(async (run) => {
	const id = chosenVideo(run);
	const withFile = run.context.getNodeParameter('downloadFile', true) !== false;
	return await keepingId(run, id, async () => await finish(run, id, withFile));
}, 'retrieve');
