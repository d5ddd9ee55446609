import type {
	DeclarativeRestApiSettings,
	IExecutePaginationFunctions,
	INodeExecutionData,
	JsonObject,
} from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';
import { Failure } from '../../../protocol/failure';
import type { Dialect, Feature } from '../../../protocol/dialects/dialect';
import { checkOffered } from '../../../protocol/offers';
import { readDialect, readSecrets } from './credential';
import { cleanFailure } from './cleanFailure';
import { raise } from './raise';
import { createRun, type Run } from './run';
import { runState, type RunState } from './state';

/** What an operation does for one item. */
export type Operation = (run: Run) => Promise<INodeExecutionData[]>;

/** What n8n's routing calls in place of an item's request. */
export type Runner = (
	this: IExecutePaginationFunctions,
	collected: DeclarativeRestApiSettings.ResultOptions,
) => Promise<INodeExecutionData[]>;

// What is not about a video is about an item; n8n's own errors name it in the same way.
function namingItem(failure: Failure, item: number): Failure {
	const { message, details } = failure;
	const isNamed = details.videoId !== undefined || message.includes(`item ${item}`);
	return isNamed || details.stopped ? failure : new Failure(`${message} [item ${item}]`, details);
}

// Where the server did not understand, another dialect may be the remedy.
function namingServer(failure: Failure, dialect: Dialect | undefined): Failure {
	const { httpStatus: status = 0, videoId, hint = '' } = failure.details;
	const isLost = (status >= 200 && status < 300) || [400, 404, 405, 406, 415, 422].includes(status);
	if (dialect === undefined || !isLost || (status === 404 && videoId !== undefined)) return failure;
	const note = `The request was written for the server "${dialect.displayName}": if another one runs there, change Server in the credential.`;
	return new Failure(failure.message, { ...failure.details, hint: `${hint} ${note}`.trim() });
}

// Every host routes an item that has only `error` to the error output; an object keeps the id in it.
function errorItem({ message, details }: Failure, item: number): INodeExecutionData {
	const { videoId, videoStatus, hint } = details;
	const told = {
		message,
		...(videoId !== undefined && { id: videoId }),
		...(videoStatus !== undefined && { status: videoStatus }),
		...(hint !== undefined && { hint }),
	};
	return { json: { error: told }, pairedItem: { item } };
}

function toApiError(
	context: IExecutePaginationFunctions,
	failure: Failure,
	state: RunState,
): NodeApiError {
	const { httpStatus, hint } = failure.details;
	const response: JsonObject = { message: failure.message };
	const apiError = new NodeApiError(context.getNode(), response, {
		message: failure.message,
		description: hint,
		httpCode: httpStatus === undefined ? undefined : String(httpStatus),
		itemIndex: context.getItemIndex(),
	});
	// n8n's constructor replaces messages in which it finds a code such as EPERM.
	apiError.message = failure.message;
	return raise(apiError, failure, state);
}

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
			const secrets = await readSecrets(this).catch(() => []);
			const clean = namingServer(cleanFailure(error, secrets), dialect);
			const failure = namingItem(clean, this.getItemIndex());
			if (this.continueOnFail()) return [errorItem(failure, this.getItemIndex())];
			throw toApiError(this, failure, state);
		});
	};
}
