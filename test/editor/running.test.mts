import { setTimeout as sleep } from 'node:timers/promises';
import type { WorkflowJson } from '../../host/session.mts';
import { until } from '../support/until.mts';
import { builtIn, video, videoWorkflow } from '../n8n/support/workflow.mts';
import { takePicture } from './support/pictures.mts';
import { openEditor, type EditorStage } from './support/stage.mts';

jest.setTimeout(400_000);

const PROMPT = 'A lighthouse in the fog';

describe('a node that runs, and triggers', () => {
	let stage: EditorStage;
	beforeAll(async () => (stage = await openEditor()));
	afterAll(async () => await stage?.close());
	beforeEach(async () => await stage.sandbox.reset());

	// Each test loads the page anew: whatever the one before has left open is gone.
	const openWorkflow = async (workflow: WorkflowJson) =>
		await stage.editor.open(await stage.session.createWorkflow(workflow));

	const openVideo = async (parameters: Record<string, unknown>) => {
		const { credential, editor } = stage;
		await openWorkflow(videoWorkflow({ credential, items: [{ prompt: PROMPT }], parameters }));
		await editor.openNode(video);
	};

	/** Opens a workflow whose node under test makes a job, for a second node of ours behind it. */
	async function openJobThen(name: string, operation: string): Promise<void> {
		const { credential } = stage;
		const second = builtIn(name, '', 1, { resource: 'video', operation });
		const workflow = videoWorkflow({
			credential,
			items: [{ prompt: PROMPT }],
			parameters: { returnWhat: 'job' },
			next: [second],
		});
		const [, first, behind] = workflow.nodes;
		Object.assign(behind, { type: first.type, credentials: first.credentials });
		await openWorkflow(workflow);
	}

	function triggerWorkflow(name: string, type: string, parameters = {}): WorkflowJson {
		const { id, name: label } = stage.credential;
		const node = {
			...builtIn(name, '', 1, parameters),
			type: `n8n-nodes-video-generation.${type}`,
			credentials: { videoGenerationApi: { id, name: label } },
		};
		return { name, nodes: [node], connections: {} };
	}

	it('Stop ends the wait, and nothing is asked any more', async () => {
		const { editor, page, sandbox } = stage;
		await sandbox.settings({ renderSeconds: 1000 });
		await openVideo({});
		await editor.execute();
		await editor.part('ndv-executing').waitFor();
		await until('a poll', async () => (await sandbox.requests({ method: 'GET' })).length > 0);
		await editor.part('ndv-stop-execution-button').click();
		await editor.part('ndv-executing').waitFor({ state: 'hidden' });
		await takePicture(page, 'stopped');
		const asked = (await sandbox.requests()).length;
		await sleep(5000);
		expect((await sandbox.requests()).length - asked).toBeLessThanOrEqual(1);
		expect((await sandbox.stats()).created).toBe(1);
	});

	it('a long wait is told where it is set, a bare job where it comes out', async () => {
		const { editor, page } = stage;
		await openVideo({ options: { timeout: 90 } });
		const longWait = page.getByText(/A wait of more than half an hour/);
		await longWait.waitFor();
		await takePicture(page, 'hint-long-wait');
		await editor.select('returnWhat', 'Job Immediately');
		await longWait.waitFor({ state: 'hidden' });
		await editor.execute();
		await editor.success();
		await page.getByText(/This is the job; its video may still be rendering/).waitFor();
		await takePicture(page, 'hint-job');
	});

	it('one video is enough to build the rest: its job is pinned, and Wait for Completion fetches it each time', async () => {
		const { editor, page, sandbox } = stage;
		await sandbox.settings({ renderSeconds: 0.2 });
		await openJobThen('Fetch', 'waitForCompletion');
		await editor.openNode(video);
		await editor.execute();
		await editor.success();
		await page.getByText(/pin this output/).waitFor();
		await editor.part('ndv-pin-data').click();
		await takePicture(page, 'pinned');
		await editor.closeNode();
		await editor.openNode('Fetch');
		for (const downloads of [1, 2]) {
			await editor.execute();
			await until(
				'a download',
				async () => (await sandbox.requests({ path: /\/content$/ })).length === downloads,
			);
			await editor.success();
		}
		expect((await sandbox.stats()).created).toBe(1);
		await takePicture(page, 'pinned-fetched');
	});

	it('a suspended node says what it waits for, and links the execution that checks', async () => {
		const { editor, page, sandbox, session } = stage;
		await sandbox.settings({ renderSeconds: 1000 });
		await openJobThen('Suspend', 'suspendUntilCompleted');
		await editor.openNode('Suspend');
		await editor.execute();
		const output = editor.part('output-panel');
		await output.getByText(/Suspended: 1 of 1 video not finished yet: /).waitFor();
		await takePicture(page, 'suspended');
		const [link] = await output
			.locator('a')
			.evaluateAll((links) =>
				links
					.map((one) => one.getAttribute('href') ?? '')
					.filter((to) => to.includes('/executions/')),
			);
		const child = await session.execution(link.split('/').at(-1)!);
		expect(Object.keys(child.runData)[0]).toMatch(/^Videos of Execution \d+$/);
		await page.goto(new URL(link, page.url()).href);
		await page
			.getByText(/^Videos of Execution \d+$/)
			.first()
			.waitFor();
		await page.getByText(/waits for these videos, in the node "Suspend"/).waitFor();
		await takePicture(page, 'suspended-child');
	});

	it('the trigger fetches a test event: a real video of the server', async () => {
		const { editor, page, sandbox } = stage;
		await openVideo({ returnWhat: 'video' });
		await editor.execute();
		await editor.success();
		const [{ id }] = await sandbox.jobs();
		await openWorkflow(triggerWorkflow('Finished', 'videoGenerationTrigger'));
		await editor.openNode('Finished');
		await page.getByRole('button', { name: 'Fetch Test Event' }).first().click();
		await editor.success();
		await editor.part('output-panel').getByText(id).first().waitFor();
		await takePicture(page, 'trigger-event');
	});

	it('the webhook trigger shows the address for the server, and which credential is for what', async () => {
		const { editor, page } = stage;
		await openWorkflow(triggerWorkflow('Told', 'videoGenerationWebhookTrigger'));
		await editor.openNode('Told');
		await page.getByText('Credential for the Server').waitFor();
		await page.getByText('Credential for Its Webhooks').waitFor();
		await page.getByText('Webhook URLs').click();
		await page.getByText('Production URL', { exact: true }).click();
		await editor
			.part('ndv')
			.getByText(/\/webhook\/[\w-]+/)
			.first()
			.waitFor();
		expect(await editor.part('ndv').innerText()).toMatch(/\/webhook\/[\w-]+/);
		await takePicture(page, 'webhook-trigger');
	});
});
