import type { IPollFunctions } from 'n8n-workflow';
import { VideosError } from '../../client/errors';
import { afterFailure, type Trouble } from './trouble';
import { toNodeError } from '../shared/nodeError';

/** The error of an activation, of which n8n shows the message alone. */
export function activationError(context: IPollFunctions, { kind, message, details }: VideosError) {
	const { hint } = details;
	const text = hint === undefined ? message : `${message.replace(/\.$/, '')}. ${hint}`;
	return toNodeError(
		context.getNode(),
		new VideosError(kind, text, { ...details, hint: undefined }),
	);
}

/**
 * What a poll that failed does: it is kept quiet while the trouble may pass, and makes one failed execution when it does not. The
 * workflow stays active in any case.
 */
export function react(
	context: IPollFunctions,
	error: VideosError,
	before: Trouble | undefined,
	lasting: boolean,
): Trouble {
	const { trouble, reaction } = afterFailure(before, lasting);
	if (reaction === 'raise') context.__emitError(toNodeError(context.getNode(), error));
	if (reaction === 'log') {
		context.logger.warn(`${error.message}. The trigger tries again with every poll.`);
	}
	return trouble;
}
