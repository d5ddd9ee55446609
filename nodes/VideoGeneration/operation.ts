import type {
	DeclarativeRestApiSettings,
	IExecutePaginationFunctions,
	INodeExecutionData,
} from 'n8n-workflow';
import { releaseRoom } from '../../client/inlineRoom';
import { checkOffered } from '../../client/offers';
import type { Feature } from '../../protocol/dialects/dialect';
import { readErrorContext, type HttpContext } from '../shared/credential';
import { errorItem, namingItem, presentable, toApiError } from '../shared/nodeError';
import { includesInput, inputFields, withInput } from './inputFields';
import { checkLaterFields } from './laterFields';
import { raise } from './raise';
import { createRun, type Run } from './run';
import { runState } from './runState';

/** What an operation does for one item. */
export type Operation = (run: Run) => Promise<INodeExecutionData[]>;

/** What n8n's routing calls in place of an item's request. */
export type RoutedOperation = (
	this: IExecutePaginationFunctions,
	collected: DeclarativeRestApiSettings.ResultOptions,
) => Promise<INodeExecutionData[]>;

/**
 * Makes of an operation what n8n's routing calls. Whatever is thrown becomes an item of its own (On Error: Continue) or one
 * `NodeApiError`, redacted and in plain words.
 * @param needs what the server must offer for it
 */
export function operation(perform: Operation, needs?: Feature): RoutedOperation {
	return async function (collected) {
		const state = runState(this);
		const item = this.getItemIndex();
		const place = state.places?.expect(item);
		let run: Run | undefined;
		try {
			run = await createRun(this, collected.options, state, place);
			if (needs) checkOffered(run.videos.server, needs);
			checkLaterFields(run);
			const items = await perform(run);
			if (!includesInput(run.options)) return items;
			const input = inputFields(this.getInputData().json);
			return items.map((one) => withInput(one, input));
		} catch (error) {
			const { redaction, asked } = run ?? (await readErrorContext(this as unknown as HttpContext));
			const shown = namingItem(presentable(error, redaction, asked), item);
			if (this.continueOnFail()) return [errorItem(shown, item)];
			throw raise(toApiError(this.getNode(), shown, item), shown, state);
		} finally {
			place?.finish();
			if (run !== undefined) releaseRoom(run.videos.server);
		}
	};
}
