import { builtIn, start } from '../../n8n/support/workflow.mts';
import { startChromium } from '../../editor/support/chromium.mts';
import type { Pipeline, ReceivedFile } from '../support/pipeline.mts';

/** What a visitor's browser does with the answer. Runs in the page. */
async function playInPage(url: string) {
	const answer = await fetch(url);
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
				const { hasPlayed, ...file } = await page.evaluate(playInPage, `${n8n}/webhook/${path}`);
				expect(hasPlayed).toBe(true);
				return [file];
			},
			received: async () => [],
			close: async () => await browser.close(),
		};
	},
};
