import { builtIn, start } from '../../n8n/support/workflow.mts';
import { startChromium } from '../../editor/support/chromium.mts';
import { until } from '../../support/until.mts';
import type { Pipeline, ReceivedFile } from '../support/pipeline.mts';

/** What a visitor's browser does with the answer. Runs in the page. */
async function playInPage(url: string) {
	const answer = await fetch(url);
	if (!answer.ok) return { status: answer.status };
	const file = await answer.blob();
	const hash = await crypto.subtle.digest('SHA-256', await file.arrayBuffer());
	const element = document.createElement('video');
	element.muted = true;
	element.src = URL.createObjectURL(file);
	const ended = new Promise<boolean>((resolve) => {
		element.onended = () => resolve(true);
		element.onerror = () => resolve(false);
	});
	await element.play().catch(() => undefined);
	return {
		status: answer.status,
		sha256: [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, '0')).join(''),
		type: answer.headers.get('content-type') ?? undefined,
		hasPlayed: await ended,
	};
}

export const respondToWebhook: Pipeline = {
	node: 'Respond to Webhook',
	receiver: 'Chromium, which plays it to the end',
	settings:
		'_Respond With_: _Binary File_; in the Webhook node _Respond_: _Using Respond to Webhook Node_',
	pitfall: 'The caller waits for the whole render.',
	async open() {
		const browser = await startChromium();
		const path = `respond-${Date.now()}`;
		return {
			trigger: {
				...builtIn(start, 'webhook', 2, { httpMethod: 'GET', path, responseMode: 'responseNode' }),
				webhookId: path,
			},
			nodes: [builtIn('Respond', 'respondToWebhook', 1.4, { respondWith: 'binary', options: {} })],
			async call(n8n): Promise<ReceivedFile[]> {
				const page = await browser.newPage();
				await page.goto(`${n8n}/healthz`);
				// n8n publishes a webhook a moment later than it says.
				const { status, sha256, type, hasPlayed } = await until('the webhook answers', async () => {
					const answer = await page.evaluate(playInPage, `${n8n}/webhook/${path}`);
					return answer.status !== 404 && answer;
				});
				expect({ status, hasPlayed }).toEqual({ status: 200, hasPlayed: true });
				return [{ sha256: String(sha256), type }];
			},
			received: async () => [],
			close: async () => await browser.close(),
		};
	},
};
