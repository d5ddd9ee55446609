import { keepingId } from './afterCreate';
import { operation } from './operation';
import { videoItem } from './output';
import { SUSPENDED_MINUTES } from '../suspend/settings';
import { chosenVideo } from './videoId';
import { waitForEnd } from './waitForVideo';

/** Waits in memory where n8n cannot suspend: as a tool of n8n's MCP server. Without the file, as the suspended wait is. */
export const holdUntilCompleted = operation(async (run) => {
	const id = chosenVideo(run);
	const told = await keepingId(
		run,
		id,
		async () => await waitForEnd(run, id, undefined, SUSPENDED_MINUTES),
	);
	return [videoItem(run, told)];
}, 'retrieve');
