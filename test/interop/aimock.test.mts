import { byId } from '../engine/support/stage.mts';
import { startAimock, type Aimock, type Fixture } from './support/aimock.mts';
import { renderClip } from './support/clip.mts';
import { startFileHost, type FileHost } from './support/file-host.mts';
import { expectMp4, usePeer } from './support/stage.mts';

// The mock's own lifecycle: a video has the status that its fixture says, for ever.
const finished = (url: string): Fixture => ({
	match: { endpoint: 'video', userMessage: 'a lake', model: 'sora-2' },
	response: { video: { id: 'video_lake', status: 'completed', url } },
});
const FIXTURES: Fixture[] = [
	{
		match: { endpoint: 'video', userMessage: 'without end' },
		response: { video: { id: 'video_slow', status: 'processing' } },
	},
	{
		match: { endpoint: 'video', userMessage: 'that fails' },
		response: { video: { id: 'video_bad', status: 'failed' } },
	},
	{
		match: { endpoint: 'video', userMessage: 'too often' },
		response: { status: 402, error: { message: 'Out of credits', code: 'no_credits' } },
	},
];

describe.each([
	['openai', '/v1', {}],
	['azure', '/openai/v1', { authentication: 'header', headerName: 'api-key' }],
] as const)('peer: %s', (server, path, credential) => {
	let host: FileHost;
	const stage = usePeer<Aimock>(async () => {
		host = await startFileHost(await renderClip());
		const aimock = await startAimock(path, [finished(host.url), ...FIXTURES]);
		return { ...aimock, credential: { server, ...credential } };
	});
	afterAll(async () => await host?.stop());
	beforeEach(() => {
		stage.server.mock.clearRequests();
		host.requests.length = 0;
	});

	const CREATE = { operation: 'create', prompt: 'a lake', model: byId('sora-2'), seconds: '4' };
	const created = async () => String((await stage.item({ ...CREATE, returnWhat: 'job' })).json.id);

	test('create', async () => {
		const item = await stage.item(CREATE);
		expect(item.json).toMatchObject({ id: 'video_lake', status: 'completed', url: host.url });
		await expectMp4(item);
		const [{ method, body }] = stage.server.mock.getRequests();
		expect(method).toBe('POST');
		expect(body).toMatchObject({ model: 'sora-2', messages: [{ content: 'a lake' }] });
		// The file's host is another one: the key must not reach it.
		expect(host.requests[0].headers).not.toHaveProperty('authorization');
		expect(host.requests[0].headers).not.toHaveProperty('api-key');
	});

	test('retrieve', async () => {
		const { json } = await stage.item({ operation: 'retrieve', video: byId(await created()) });
		expect(json).toMatchObject({ id: 'video_lake', status: 'completed', url: host.url });
	});

	test('waitForCompletion', async () => {
		await expectMp4(
			await stage.item({ operation: 'waitForCompletion', video: byId(await created()) }),
		);
	});

	test('download', async () => {
		await expectMp4(await stage.item({ operation: 'download', video: byId(await created()) }));
	});
});

describe('aimock: what else it does', () => {
	const stage = usePeer<Aimock>(async () => ({
		...(await startAimock('/v1', FIXTURES)),
		credential: { server: 'openai' },
	}));

	test('takes a create as JSON too', async () => {
		const { json } = await stage.item({
			operation: 'create',
			prompt: 'a film without end',
			returnWhat: 'job',
			options: { bodyFormat: 'json' },
		});
		expect(json).toMatchObject({ id: 'video_slow', status: 'in_progress' });
	});

	test('a job that never ends is a time-out that names it', async () => {
		const { error } = await stage.run({
			operation: 'create',
			prompt: 'a film without end',
			options: { timeout: 0.03, pollInterval: 1 },
		});
		expect(error?.message).toContain('video_slow');
	});

	test('a failed job without a word why', async () => {
		const { error } = await stage.run({ operation: 'create', prompt: 'a film that fails' });
		expect(error?.message).toMatch(/video_bad.*failed|failed.*video_bad/s);
	});

	test("a refused create is told in the mock's words", async () => {
		const { error } = await stage.run({ operation: 'create', prompt: 'asked too often' });
		expect(`${error?.message} ${error?.description}`).toContain('Out of credits');
	});

	test('a wrong key is told as that', async () => {
		const { error } = await stage.run({ operation: 'create', prompt: 'x' }, undefined, {
			credential: { server: 'openai', apiKey: 'sk-wrong' },
		});
		expect(`${error?.message} ${error?.description}`).toContain('Invalid API key');
	});

	test.each(['list', 'delete', 'remix'])(
		'%s, which it lacks, is a clear error',
		async (operation) => {
			const { error } = await stage.run({ operation, video: byId('video_slow'), prompt: 'x' });

			expect(error?.message).toMatch(/not found|does not (offer|have)|HTTP 404/i);
		},
	);
});
