import { operation } from './operation';
import { videoItem } from './output';
import { retrieveVideo } from './retrieveVideo';
import { chosenVideo } from './videoId';

/** Gets one video job as it is now. */
export const retrieve = operation(
	async (run) => [videoItem(run, await retrieveVideo(run, chosenVideo(run)))],
	'retrieve',
);
