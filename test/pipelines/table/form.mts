import { builtIn, start } from '../../n8n/support/workflow.mts';
import { startChromium } from '../../editor/support/chromium.mts';
import { digestOfFile } from '../support/digest.mts';
import { until } from '../../support/until.mts';
import type { Pipeline, ReceivedFile } from '../support/pipeline.mts';

export const form: Pipeline = {
	node: 'Form (_Form Ending_) after a Form Trigger',
	receiver: 'Chromium, which fills in the form and saves the download',
	settings: '_On n8n Form Submission_: _Return Binary File_, _Input Data Field Name_ `data`',
	pitfall: 'The visitor leaves the page open for the whole render.',
	async open() {
		const browser = await startChromium();
		const path = `form-${Date.now()}`;
		return {
			trigger: {
				...builtIn(start, 'formTrigger', 2.3, {
					formTitle: 'A video',
					formFields: {
						values: [{ fieldLabel: 'prompt', fieldType: 'text', requiredField: true }],
					},
					options: {},
				}),
				webhookId: path,
			},
			nodes: [
				{
					...builtIn('Ending', 'form', 2.3, {
						operation: 'completion',
						respondWith: 'returnBinary',
						completionTitle: 'Your video',
						completionMessage: 'The download starts automatically.',
						inputDataFieldName: 'data',
						options: {},
					}),
					webhookId: `${path}-ending`,
				},
			],
			async call(n8n): Promise<ReceivedFile[]> {
				const page = await browser.newPage();
				// n8n publishes a form a moment later than it says.
				await until('the form is there', async () => {
					const answer = await page.goto(`${n8n}/form/${path}`);
					return answer?.status() !== 404;
				});
				await page.getByLabel('prompt').fill('A harbour');
				const coming = page.waitForEvent('download', { timeout: 120_000 });
				await page.getByRole('button', { name: 'Submit' }).click();
				const download = await coming;
				return [
					{
						sha256: await digestOfFile(await download.path()),
						name: download.suggestedFilename(),
					},
				];
			},
			received: async () => [],
			close: async () => await browser.close(),
		};
	},
};
