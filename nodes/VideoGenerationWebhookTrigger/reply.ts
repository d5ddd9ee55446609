import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

/** A delivery that starts nothing; the message goes back to who sent it. */
export class Refusal extends Error {
	constructor(
		readonly status: number,
		message: string,
	) {
		super(message);
	}
}

function answer(context: IWebhookFunctions, status: number, body: object): IWebhookResponseData {
	context.getResponseObject().status(status).json(body);
	return { noWebhookResponse: true };
}

/** Says why a delivery is refused. Servers send one again after a 5xx. */
export function refuse(context: IWebhookFunctions, refusal: Refusal): IWebhookResponseData {
	return answer(context, refusal.status, { error: refusal.message });
}

/** Takes a delivery that starts nothing, so that the server does not send it again. */
export function ignore(context: IWebhookFunctions, reason: string): IWebhookResponseData {
	return answer(context, 200, { ignored: reason });
}
