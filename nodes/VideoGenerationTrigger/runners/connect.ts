import type { IDataObject, IPollFunctions } from 'n8n-workflow';
import { noListToWatch } from '../../../protocol/failures';
import { notOffered } from '../../../protocol/offers';
import { askerOf } from '../../VideoGeneration/runners/askerOf';
import { collection } from '../../VideoGeneration/runners/parameters';
import type { Asker } from '../../VideoGeneration/runners/run';

// n8n before 2.38 sets no limit to a poll.
function budgetMs(context: Partial<Pick<IPollFunctions, 'getPollBudgetMs'>>): number | undefined {
	return context.getPollBudgetMs?.();
}

/**
 * Who asks the server during one poll. What is under way when n8n's time for a poll is over is ended.
 * @throws Failure when the server has no list
 */
export async function connect(context: IPollFunctions, options: IDataObject): Promise<Asker> {
	const asker = await askerOf(context, options);
	const { dialect } = asker;
	if (dialect.lacks.includes('list')) throw noListToWatch(notOffered(dialect.displayName, 'list'));
	const budget = budgetMs(context);
	return {
		...asker,
		stopSignal: budget === undefined ? undefined : AbortSignal.timeout(budget),
		fileName: String(collection(context, 'file').fileName ?? ''),
	};
}
