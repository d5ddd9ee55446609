import type { IPollFunctions } from 'n8n-workflow';
import { notOffered } from '../../client/failures';
import { startTimeout } from '../../client/signals';
import { Videos } from '../../client/videos';
import type { Redaction } from '../../client/redaction';
import type { Fields } from '../shared/parameters';
import { connectForNode } from '../shared/server';
import { noListToWatch } from './failures';

/** The server during one poll. */
export interface PolledServer {
	videos: Videos;
	redaction: Redaction;
}

// n8n before 2.38 sets no limit to a poll.
function budgetMs(context: Partial<Pick<IPollFunctions, 'getPollBudgetMs'>>): number | undefined {
	return context.getPollBudgetMs?.();
}

/**
 * Connects for one poll. What is under way when n8n's time for a poll is over is ended.
 * @throws VideosError when the server has no list
 */
export async function connect(context: IPollFunctions, options: Fields): Promise<PolledServer> {
	const budget = budgetMs(context);
	const stopSignal = budget === undefined ? undefined : startTimeout(budget).signal;
	const { server, redaction } = await connectForNode(context, options, {}, stopSignal);
	const { offers, displayName } = server.dialect;
	if (!offers.includes('list')) throw noListToWatch(notOffered(displayName, 'list'));
	return { videos: new Videos(server), redaction };
}
