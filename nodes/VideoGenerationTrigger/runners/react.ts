import type { IPollFunctions } from 'n8n-workflow';
import { Failure } from '../../../protocol/failure';
import { afterFailure, type Trouble } from '../trouble';
import { toApiError } from '../../VideoGeneration/runners/apiError';

/** The error of an activation, of which n8n shows the message alone. */
export function activationError(context: IPollFunctions, { message, details }: Failure) {
	const { hint } = details;
	const text = hint === undefined ? message : `${message.replace(/\.$/, '')}. ${hint}`;
	return toApiError(context.getNode(), new Failure(text, { ...details, hint: undefined }));
}

/**
 * What a poll that failed does: it is kept quiet while the trouble may pass, and makes one failed execution when it does not. The
 * workflow stays active in any case.
 */
export function react(
	context: IPollFunctions,
	failure: Failure,
	before: Trouble | undefined,
	lasting: boolean,
): Trouble {
	const { trouble, reaction } = afterFailure(before, lasting);
	if (reaction === 'raise') context.__emitError(toApiError(context.getNode(), failure));
	if (reaction === 'log') {
		context.logger.warn(`${failure.message}. The trigger tries again with every poll.`);
	}
	return trouble;
}
