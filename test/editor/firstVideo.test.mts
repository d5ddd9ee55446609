import { openEditor, type EditorStage } from './support/stage.mts';
import { until } from '../support/until.mts';
import { publishPicture, takePicture } from './support/pictures.mts';

jest.setTimeout(400_000);

// Each step goes on where the one before has ended, as somebody does who opens n8n for the first time.
describe('from an empty editor to a video that plays', () => {
	let stage: EditorStage;
	beforeAll(async () => {
		stage = await openEditor();
		await stage.sandbox.settings({ renderSeconds: 600 });
		await stage.session.rest('DELETE', `/credentials/${stage.credential.id}`);
	});
	afterAll(async () => await stage?.close());

	it('finds the node by what it is for', async () => {
		const { editor, page } = stage;
		await editor.open();
		for (const words of ['video', 'sora', 'text to video', 'openrouter']) {
			const entries = await editor.searchNodes(words);
			expect([words, entries]).toEqual([
				words,
				expect.arrayContaining([
					expect.stringMatching(/^Video Generation\n+Make videos from prompts/),
				]),
			]);
			await takePicture(page, `panel-${words.replaceAll(' ', '-')}`);
		}
	});

	it.each([
		['runway', 'Video Generation'],
		['kling', 'Video Generation'],
		['tiktok', 'Video Generation'],
		['reel', 'Video Generation'],
		['azure video', 'Video Generation'],
		// n8n shows a node and its trigger as one entry.
		['video finished', 'Video Generation'],
		['webhook video', 'Video Generation Webhook'],
	])('%s finds %s first', async (words, name) => {
		const { editor, page } = stage;
		const [first] = await editor.searchNodes(words);
		await takePicture(page, `search-${words.replaceAll(' ', '-')}`);
		expect(first.split('\n')[0]).toBe(name);
	});

	it('offers its triggers and actions there', async () => {
		const { editor, page } = stage;
		await editor.searchNodes('video');
		await editor.choose('Video Generation');
		await editor.part('node-creator-category-item').filter({ hasText: 'Actions' }).click();
		await editor.part('item-iterator-item').filter({ hasText: 'Create a video' }).waitFor();
		const entries = await editor.entries();
		expect(entries).toEqual(expect.arrayContaining(['On video completed', 'Create a video']));
		await takePicture(page, 'panel-actions');
		await editor.choose('Create a video');
		await editor.part('ndv').waitFor();
		await takePicture(page, 'create-empty');
	});

	it('lists what to fill in for the chosen server, whose address may stay empty', async () => {
		const { editor, page } = stage;
		await page.getByRole('button', { name: 'Connect to Video Generation' }).click();
		const dialog = editor.part('editCredential-modal');
		for (const server of ['vLLM-Omni', 'Automatic', 'OpenRouter']) {
			await editor.select('server', server);
			await takePicture(page, `credential-${server}`);
		}
		const notice = dialog.getByRole('alert').filter({ visible: true });
		const entries = await notice.getByRole('listitem').allInnerTexts();
		expect(entries).toEqual([
			'Base URL: Leave it empty (it is https://openrouter.ai/api/v1)',
			expect.stringMatching(/^API Key: /),
			expect.stringMatching(/^Model \(later, in the node\): /),
			expect.any(String),
		]);
		const labels = await dialog.locator('label').allInnerTexts();
		expect(labels.map((label) => label.split('\n')[0])).toEqual(
			expect.arrayContaining(['Server', 'Base URL', 'Authentication', 'API Key']),
		);
		expect(await editor.field('baseUrl').locator('input').inputValue()).toBe('');
		await editor.select('server', 'Automatic');
	});

	it('tests a new credential: a wrong key is told, the right one is saved', async () => {
		const { editor, page, sandbox } = stage;
		const dialog = editor.part('editCredential-modal');
		await editor.type('baseUrl', sandbox.baseUrl);
		await editor.type('apiKey', 'sk-wrong');
		await takePicture(page, 'credential-new');
		await editor.part('credential-save-button').click();
		await dialog.getByText('More details').click();
		await dialog.getByText(/does not accept this API key/).waitFor();
		await takePicture(page, 'credential-refused');
		await editor.type('apiKey', sandbox.key);
		await editor.part('credential-save-button').click();
		await dialog.waitFor({ state: 'hidden' });
	});

	it('lists the models, lengths and sizes of the server', async () => {
		const { editor, page } = stage;
		await editor.type('prompt', 'A lighthouse in the fog, slow zoom in');
		expect(await editor.openList('model')).toEqual(
			expect.arrayContaining(['sora-2', 'sora-2-pro']),
		);
		await takePicture(page, 'create-models');
		await editor.chooseFromList('model', 'sora-2');
		expect(await editor.openList('seconds')).toEqual(
			expect.arrayContaining(['4 s', '8 s', '12 s']),
		);
		await editor.chooseFromList('seconds', '4 s');
		expect(await editor.openList('size')).toContain('1280x720 (landscape)');
		await takePicture(page, 'create-sizes');
		await editor.chooseFromList('size', '720x1280');
		await publishPicture(page, 'node');
	});

	it('leads back to the default of the server', async () => {
		const { editor } = stage;
		await editor.openList('seconds');
		await editor.chooseFromList('seconds', "Server's Default");
		await editor.openList('seconds');
		await editor.chooseFromList('seconds', '4 s');
	});

	it('shows the form without scrolling, but for the box of Options', async () => {
		const { page } = stage;
		const shown = await Promise.all(
			['Prompt', 'Model', 'Seconds', 'Size', 'References', 'Return', 'Model Settings'].map(
				async (label) => (await page.getByText(label, { exact: true }).first().boundingBox())!,
			),
		);
		const tops = shown.map(({ y }) => y);
		expect(tops).toEqual([...tops].sort((one, other) => one - other));
		const button = (await page.getByPlaceholder('Add Setting').first().boundingBox())!;
		// The box of the node ends 25 px above the window's end.
		expect(button.y + button.height).toBeLessThan(875);
	});

	it('shows that it runs, and then the file', async () => {
		const { editor, page, sandbox } = stage;
		await editor.execute();
		await editor.part('ndv-executing').waitFor();
		await takePicture(page, 'create-running');
		await until('a job', async () => (await sandbox.jobs()).length > 0);
		await sandbox.finishAll();
		await editor.success();
		const file = await editor.part('ndv-binary-data_0').innerText();
		expect(file).toMatch(/File Name:\s+video_\w+\.mp4/);
		expect(file).toMatch(/Mime Type:\s+video\/mp4/);
		await publishPicture(page, 'output');
	});

	it('plays the file', async () => {
		const { editor, page } = stage;
		await editor.part('ndv-view-binary-data').click();
		const video = page.locator('video');
		await page.waitForFunction(() => (document.querySelector('video')?.currentTime ?? 0) > 0.5);
		const played = await video.evaluate((element: HTMLVideoElement) => {
			const { duration, videoWidth, videoHeight, error } = element;
			return { duration, videoWidth, videoHeight, error };
		});
		expect(played).toEqual({ duration: 4, videoWidth: 720, videoHeight: 1280, error: null });
		await publishPicture(page, 'playing');
	});

	it('shows Get Many as a table', async () => {
		const { editor, page } = stage;
		await editor.select('operation', 'Get Many');
		await editor.execute();
		await editor.success();
		await editor.part('output-panel').getByText('1 item').waitFor();
		await editor.showOutput('table');
		const heads = editor.part('output-panel').locator('th');
		await heads.first().waitFor();
		const cells = await heads.allInnerTexts();
		expect(cells.map((cell) => cell.trim()).slice(0, 4)).toEqual([
			'id',
			'status',
			'progress',
			'model',
		]);
		await takePicture(page, 'get-many');
	});
});
