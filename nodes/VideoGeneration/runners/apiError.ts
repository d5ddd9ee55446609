import type { INode } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';
import type { Failure } from '../../../protocol/failure';

/** A failure as n8n shows it: message, description and, where there was one, the HTTP status. */
export function toApiError(
	node: INode,
	{ message, details }: Failure,
	itemIndex?: number,
): NodeApiError {
	const { httpStatus, hint } = details;
	const apiError = new NodeApiError(
		node,
		{ message },
		{
			message,
			description: hint,
			httpCode: httpStatus === undefined ? undefined : String(httpStatus),
			itemIndex,
		},
	);
	// n8n's constructor replaces messages in which it finds a code such as EPERM.
	apiError.message = message;
	return apiError;
}
