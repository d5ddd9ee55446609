import { byId } from '../engine/support/stage.mts';
import { startAimock, type Aimock } from './support/aimock.mts';
import { renderClip } from './support/clip.mts';
import { listValues } from './support/lists.mts';
import { expectMp4, usePeer } from './support/stage.mts';

const MODEL = 'google/veo-3.1';

describe('peer: openrouter', () => {
	const stage = usePeer<Aimock>(async () => {
		const b64 = (await renderClip()).toString('base64');
		const aimock = await startAimock('/api/v1', [
			{
				match: { endpoint: 'video', userMessage: 'a lake', model: MODEL },
				response: { video: { id: 'fixture', status: 'completed', b64, cost: 0.4 } },
			},
			{
				match: { endpoint: 'video', userMessage: 'that fails' },
				response: { video: { id: 'fixture', status: 'failed', error: 'Blocked by the provider' } },
			},
		]);
		return { ...aimock, credential: { server: 'openrouter' } };
	});
	beforeEach(() => stage.server.mock.clearRequests());

	const CREATE = { operation: 'create', prompt: 'a lake', model: byId(MODEL), seconds: '4' };
	const UUID = /^[0-9a-f]{8}-/;
	const created = async () => String((await stage.item({ ...CREATE, returnWhat: 'job' })).json.id);

	test('create', async () => {
		const item = await stage.item({
			...CREATE,
			size: '720p 16:9',
			// Its list of models says that none makes sound.
			modelSettings: { seed: 3, audio: true },
			options: { checkModel: false },
		});
		expect(item.json).toMatchObject({ id: expect.stringMatching(UUID), status: 'completed' });
		await expectMp4(item);
		const requests = stage.server.mock.getRequests();
		expect(requests[0].headers['content-type']).toMatch(/^application\/json/);
		expect(requests[0].body).toMatchObject({ model: MODEL, messages: [{ content: 'a lake' }] });
		// The unsigned link is the server's own and needs the key.
		const { path, headers, response } = requests.at(-1)!;
		expect(path).toMatch(/\/content/);
		expect(headers.authorization).toBeDefined();
		expect(response.status).toBe(200);
	});

	test('create: what its list of models rules out is not sent', async () => {
		const { error } = await stage.run({ ...CREATE, modelSettings: { audio: true } });
		expect(error?.message).toContain(`"${MODEL}" does not take Audio`);
		expect(stage.server.mock.getRequests().filter(({ method }) => method === 'POST')).toEqual([]);
	});

	test('retrieve', async () => {
		const id = await created();
		const { json } = await stage.item({ operation: 'retrieve', video: byId(id) });
		expect(json).toMatchObject({ id, status: 'in_progress' });
	});

	test('waitForCompletion', async () => {
		const id = await created();
		const item = await stage.item({ operation: 'waitForCompletion', video: byId(id) });
		expect(item.json).toMatchObject({ id, status: 'completed' });
		await expectMp4(item);
	});

	test('download', async () => {
		const id = await created();
		const waited = { operation: 'waitForCompletion', video: byId(id), downloadFile: false };
		expect((await stage.item(waited)).binary).toBeUndefined();
		await expectMp4(await stage.item({ operation: 'download', video: byId(id) }));
	});

	test.each(['edit', 'extend'])('%s', async (operation) => {
		const id = await created();
		await stage.item({ operation: 'waitForCompletion', video: byId(id), downloadFile: false });
		const wish = { operation, video: byId(id), model: byId(MODEL), prompt: 'a lake' };
		await expectMp4(await stage.item(wish));
		const creates = stage.server.mock.getRequests().filter(({ method }) => method === 'POST');
		expect(creates).toHaveLength(2);
	});

	describe('and', () => {
		test('a job that failed has its error as a text', async () => {
			const { error } = await stage.run({ ...CREATE, prompt: 'a film that fails' });
			expect(`${error?.message} ${error?.description}`).toContain('Blocked by the provider');
		});

		test('a download before the end says so', async () => {
			const { error } = await stage.run({ operation: 'download', video: byId(await created()) });
			expect(`${error?.message} ${error?.description}`).toMatch(/not (finished|completed|ready)/i);
		});

		test('an unknown id, and a wrong key', async () => {
			const unknown = await stage.run({ operation: 'retrieve', video: byId('nobody') });
			expect(unknown.error?.message).toContain('nobody');
			const stranger = await stage.run({ ...CREATE }, undefined, {
				credential: { server: 'openrouter', apiKey: 'sk-wrong' },
			});
			expect(`${stranger.error?.message} ${stranger.error?.description}`).toContain(
				'Invalid API key',
			);
		});

		test.each(['list', 'delete', 'remix'])('%s is refused unsent', async (operation) => {
			const { error } = await stage.run({ operation, video: byId('x'), prompt: 'x' });
			expect(error?.message).toMatch(/OpenRouter/);
			expect(stage.server.mock.getRequests()).toEqual([]);
		});

		test('the lists of models, sizes and lengths are those of its videos', async () => {
			expect(await listValues(stage.server, 'searchModels')).toEqual([MODEL]);
			const chosen = { model: byId(MODEL) };
			expect(await listValues(stage.server, 'searchSeconds', chosen)).toEqual(['', '4', '8']);
			expect(await listValues(stage.server, 'searchSizes', chosen)).toContain('1080p 9:16');
		});
	});
});
