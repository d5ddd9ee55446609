import { exampleFiles } from '../../host/examples.mts';
import { change, exampleOf } from '../n8n/support/example.mts';
import { publishPicture, takePicture } from './support/pictures.mts';
import { openEditor, type EditorStage } from './support/stage.mts';

jest.setTimeout(480_000);

describe('the example workflows in the editor', () => {
	let stage: EditorStage;
	beforeAll(async () => (stage = await openEditor()));
	afterAll(async () => await stage?.close());

	/** Opens an example with the credential that is there. @returns the nodes that the editor marks as unfinished */
	async function unfinished(file: string, parameters = {}): Promise<string[]> {
		const { credential, editor, session } = stage;
		const workflow = await exampleOf(credential, file);
		if (Object.keys(parameters).length > 0) change(workflow, 'Video Generation', parameters);
		await editor.open(await session.createWorkflow({ ...workflow, id: undefined }));
		await editor.part('zoom-to-fit').click();
		return await editor.markedNodes();
	}

	it('open with every node in sight, and nothing left to fill in but the chat model', async () => {
		for (const file of await exampleFiles()) {
			const left = file === 'ai-agent.json' ? ['Chat model'] : [];
			expect([file, await unfinished(file)]).toEqual([file, left]);
			const { editor, page } = stage;
			await publishPicture(page, `examples/${file.replace('.json', '')}`, editor.part('canvas'));
		}
	});

	it('the first one runs to its end', async () => {
		const { editor, page } = stage;
		await unfinished('prompt-to-mp4.json');
		await editor.part('execute-workflow-button').click();
		const told = page.getByText('Workflow executed successfully').first();
		await told.waitFor({ timeout: 60_000 });
		await told.waitFor({ state: 'hidden' });
		expect(await editor.part('canvas-node-status-success').count()).toBe(4);
		await publishPicture(page, 'run', editor.part('canvas'));
	});

	it('four scenes become one video, which plays', async () => {
		const { editor, page } = stage;
		await unfinished('story-from-scenes.json');
		await editor.openNode('Join them into one video');
		await editor.execute();
		await editor.success();
		await editor.part('output-panel').getByText('1 item').waitFor();
		await publishPicture(page, 'join');
		await editor.showOutput('binary');
		await editor.part('output-panel').getByTestId('ndv-view-binary-data').click();
		await page.waitForFunction(() => (document.querySelector('video')?.currentTime ?? 0) > 0.5);
		const played = await page.locator('video').evaluate((element: HTMLVideoElement) => {
			const { duration, videoWidth, videoHeight, error } = element;
			return { duration, videoWidth, videoHeight, error };
		});
		expect(played).toEqual({ duration: 16, videoWidth: 720, videoHeight: 1280, error: null });
		await takePicture(page, 'join-playing');
	});

	it('(an empty prompt would be marked)', async () => {
		expect(await unfinished('prompt-to-mp4.json', { prompt: '' })).toHaveLength(1);
	});
});
