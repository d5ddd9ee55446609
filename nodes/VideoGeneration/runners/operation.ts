import type {
	DeclarativeRestApiSettings,
	IExecutePaginationFunctions,
	INodeExecutionData,
} from 'n8n-workflow';
import type { Dialect, Feature } from '../../../protocol/dialects/dialect';
import { checkOffered } from '../../../protocol/offers';
import { toApiError } from './apiError';
import { readDialect } from './credential';
import { errorItem, namingItem } from './errorItem';
import { explain } from './explain';
import { raise } from './raise';
import { createRun, type Run } from './run';
import { runState } from './state';

/** What an operation does for one item. */
export type Operation = (run: Run) => Promise<INodeExecutionData[]>;

/** What n8n's routing calls in place of an item's request. */
export type Runner = (
	this: IExecutePaginationFunctions,
	collected: DeclarativeRestApiSettings.ResultOptions,
) => Promise<INodeExecutionData[]>;

/**
 * Makes a runner of an operation: gathers the run, and turns whatever goes wrong into an item of its own
 * (On Error: Continue) or into one `NodeApiError` in plain words.
 * @param needs what the server must have for it
 */
export function operation(perform: Operation, needs?: Feature): Runner {
	return async function (collected) {
		const state = runState(this);
		let dialect: Dialect | undefined;
		const start = async () => {
			dialect = await readDialect(this);
			if (needs) checkOffered(dialect, needs);
			return await perform(createRun(this, collected.options, state, dialect));
		};
		return await start().catch(async (error: unknown) => {
			const clean = await explain(this, error, dialect);
			const failure = namingItem(clean, this.getItemIndex());
			if (this.continueOnFail()) return [errorItem(failure, this.getItemIndex())];
			const apiError = toApiError(this.getNode(), failure, this.getItemIndex());
			throw raise(apiError, failure, state);
		});
	};
}
