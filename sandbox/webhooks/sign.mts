import { createHmac } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import type { WebhookEvent, WebhookStyle } from './event.mts';

function standardHeaders({ id, body }: WebhookEvent, secret: string, at: Date) {
	const signer = secret.startsWith('whsec_')
		? new Webhook(secret)
		: new Webhook(secret, { format: 'raw' });
	return {
		'webhook-id': id,
		'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
		'webhook-signature': signer.sign(id, at, body),
	};
}

function openRouterHeaders({ id, body }: WebhookEvent, secret: string, at: Date) {
	const t = Math.floor(at.getTime() / 1000);
	const hex = createHmac('sha256', secret).update(`${t},${body}`).digest('hex');
	return { 'x-openrouter-signature': `t=${t},v1=${hex}`, 'x-openrouter-idempotency-key': id };
}

/** The headers of one delivery: each is signed anew, with its own time. */
export function signedHeaders(
	style: WebhookStyle,
	event: WebhookEvent,
	secret: string,
	at: Date,
): Record<string, string> {
	const sign = style === 'openrouter' ? openRouterHeaders : standardHeaders;
	return { 'content-type': 'application/json', ...sign(event, secret, at) };
}
