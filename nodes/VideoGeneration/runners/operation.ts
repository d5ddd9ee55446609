import type {
	DeclarativeRestApiSettings,
	IExecutePaginationFunctions,
	INodeExecutionData,
	JsonObject,
} from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';
import { Failure } from '../../../protocol/failure';
import { redact } from '../../../protocol/redact';
import { InputError } from '../../../protocol/validate';
import { NetworkError } from './networkError';
import { raise } from './raise';
import { createRun, type Run } from './run';

/** What an operation does for one item. */
export type Operation = (run: Run) => Promise<INodeExecutionData[]>;

/** What n8n's routing calls in place of an item's request. */
export type Runner = (
	this: IExecutePaginationFunctions,
	collected: DeclarativeRestApiSettings.ResultOptions,
) => Promise<INodeExecutionData[]>;

// Whatever else is thrown is told by its message alone: n8n's own errors carry the request with the key.
function toFailure(error: unknown): Failure {
	if (error instanceof Failure) return error;
	if (error instanceof InputError) return new Failure(error.message, { hint: error.hint });
	if (error instanceof NetworkError) return new Failure(error.message);
	return new Failure(error instanceof Error ? error.message : String(error), {
		hint: (error as { description?: string })?.description,
	});
}

function clean(failure: Failure, secrets: string[]): Failure {
	const text = redact(failure.message, secrets);
	// n8n takes a message with "canceled" for a stop, so a server's own word must be spelled otherwise.
	const message = failure.details.stopped ? text : text.replace(/canceled/gi, 'cancelled');
	return new Failure(message, failure.details);
}

// n8n routes an item of exactly these fields to the error output, and keeps the video's id in it.
function errorItem({ message, details }: Failure, item: number): INodeExecutionData {
	const { videoId, videoStatus, hint } = details;
	const told = { id: videoId, status: videoStatus, hint };
	const known = Object.entries(told).filter(([, value]) => value !== undefined);
	return {
		json: { error: message, ...(known.length > 0 && { details: Object.fromEntries(known) }) },
		pairedItem: { item },
	};
}

/**
 * Makes a runner of an operation: gathers the run, and turns whatever goes wrong into an item of its own
 * (On Error: Continue) or into one `NodeApiError` in plain words.
 */
export function operation(perform: Operation): Runner {
	return async function (collected) {
		let run: Run | undefined;
		try {
			run = await createRun(this, collected.options);
			return await perform(run);
		} catch (error) {
			const failure = clean(toFailure(error), run?.secrets ?? []);
			if (this.continueOnFail()) return [errorItem(failure, this.getItemIndex())];
			const { httpStatus, hint } = failure.details;
			const response: JsonObject = { message: failure.message };
			const apiError = new NodeApiError(this.getNode(), response, {
				message: failure.message,
				description: hint,
				httpCode: httpStatus === undefined ? undefined : String(httpStatus),
				itemIndex: this.getItemIndex(),
			});
			// n8n's constructor replaces messages in which it finds a code such as EPERM.
			apiError.message = failure.message;
			throw raise(apiError, failure, run);
		}
	};
}
