import { answered, apiOf } from '../support/api.mts';
import { picture } from '../support/picture.mts';
import { startSandbox, type Sandbox } from '../support/sandbox.mts';

let sandbox: Sandbox;
let api: ReturnType<typeof apiOf>;

beforeAll(async () => {
	sandbox = await startSandbox({ key: 'sk-a-long-secret', renderSeconds: 0.05 });
	api = apiOf(sandbox);
});
afterAll(() => sandbox.stop());
beforeEach(() => sandbox.reset());

const refusal = (status: number, code: string | null, param: string | null = null) => ({
	status,
	body: {
		error: { message: expect.any(String), type: 'invalid_request_error', param, code },
	},
});

describe('keys', () => {
	const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;
	const list = (headers: Record<string, string>) =>
		answered(api.call('GET', '/videos', { headers }));

	test.each<Record<string, string>>([
		{ authorization: 'Bearer sk-a-long-secret' },
		{ 'api-key': 'sk-a-long-secret' },
		{ 'x-api-key': 'sk-a-long-secret' },
		{ authorization: basic('anyone:sk-a-long-secret') },
	])('%j is taken', async (headers) => {
		expect(await list(headers)).toMatchObject({ status: 200 });
	});

	test.each<Record<string, string>>([
		{},
		{ authorization: 'Bearer sk-a-wrong-secret' },
		{ 'x-api-key': 'sk-a-wrong-secret' },
		{ authorization: basic('anyone:sk-a-wrong-secret') },
	])('%j is refused, and the key is not repeated', async (headers) => {
		const answer = await list(headers);
		expect(answer).toEqual(refusal(401, 'invalid_api_key'));
		expect(JSON.stringify(answer)).not.toContain('secret');
	});

	test('unknown addresses below /v1 ask for the key first', async () => {
		expect(await answered(fetch(`${sandbox.baseUrl}/nothing`))).toMatchObject({ status: 401 });
		expect(await answered(api.call('GET', '/nothing'))).toEqual(refusal(404, 'unknown_url'));
	});
});

describe('create', () => {
	test.each([
		[{}, 'prompt', 'missing_required_parameter'],
		[{ prompt: '' }, 'prompt', 'empty_string'],
		[{ prompt: 'x'.repeat(32_001) }, 'prompt', 'string_above_max_length'],
		[{ prompt: 'x', seconds: 8 }, 'seconds', 'invalid_type'],
		[{ prompt: 'x', seconds: '5' }, 'seconds', 'invalid_value'],
		[{ prompt: 'x', size: '1024x1792' }, 'size', 'invalid_value'],
		[{ prompt: 'x', model: 'gpt-5-mini' }, 'model', 'model_not_found'],
		[{ prompt: 'x', model: 'toString' }, 'model', 'model_not_found'],
		[{ prompt: 'x', input_reference: 'a.png' }, 'input_reference', 'invalid_type'],
		[{ prompt: 'x', input_reference: {} }, 'input_reference', 'invalid_value'],
		[
			{ prompt: 'x', input_reference: { file_id: 'nope' } },
			'input_reference.file_id',
			'file_not_found',
		],
		[
			{ prompt: 'x', input_reference: { image_url: 'https://example.com/a.png' } },
			'input_reference.image_url',
			'invalid_value',
		],
	])('%.60j is refused for its %s', async (body, param, code) => {
		expect(await answered(api.postJson('/videos', body))).toEqual(refusal(400, code, param));
		expect(await sandbox.jobs()).toEqual([]);
	});

	test('the longest prompt and every length of the bigger model are taken', async () => {
		const pro = { model: 'sora-2-pro', size: '1792x1024', seconds: '20' };
		await sandbox.fault({ times: null, fault: { job: { outcome: 'hang' } } });
		const answer = await answered(api.postJson('/videos', { prompt: 'x'.repeat(32_000), ...pro }));
		expect(answer).toMatchObject({ status: 200, body: pro });
	});

	test('neither JSON nor multipart is a 415, broken JSON a 400', async () => {
		const asText = api.postJson('/videos', 'prompt', { 'content-type': 'text/plain' });
		expect(await answered(asText)).toEqual(refusal(415, 'unsupported_content_type'));
		expect(await answered(api.postJson('/videos', '{"prompt'))).toEqual(
			refusal(400, 'invalid_json'),
		);
	});

	test('a reference is decoded really, and has the size of the video', async () => {
		const send = async (data: Uint8Array<ArrayBuffer> | string) => {
			const form = new FormData();
			form.set('prompt', 'x');
			form.set('input_reference', new Blob([data], { type: 'image/png' }), 'a.png');
			return answered(api.call('POST', '/videos', { body: form }));
		};
		const right = new Uint8Array(await picture(720, 1280));
		expect(await send(right)).toMatchObject({ status: 200 });
		expect(await send(new Uint8Array(await picture(1280, 720)))).toMatchObject({
			status: 400,
			body: {
				error: { message: 'Inpaint image must match the requested width and height' },
			},
		});
		const notAnImage = refusal(400, 'invalid_image', 'input_reference');
		expect(await send('<svg xmlns="http://www.w3.org/2000/svg"/>')).toEqual(notAnImage);
		expect(await send(right.subarray(0, 40))).toEqual(notAnImage);
	});
});

describe('list', () => {
	test.each(['limit=0', 'limit=101', 'limit=x', 'limit=1.5', 'order=up', 'after=video_none'])(
		'%s is refused',
		async (query) => {
			const [param = ''] = query.split('=');
			expect(await answered(api.call('GET', `/videos?${query}`))).toEqual(
				refusal(400, 'invalid_value', param),
			);
		},
	);

	test('without jobs it is empty; the default page has 20', async () => {
		expect((await answered(api.call('GET', '/videos'))).body).toEqual({
			object: 'list',
			data: [],
			first_id: null,
			last_id: null,
			has_more: false,
		});
		for (let index = 0; index < 21; index += 1) await api.create();
		const { body } = await answered(api.call('GET', '/videos'));
		expect(body).toMatchObject({ has_more: true });
		expect(body.data).toHaveLength(20);
	});
});

describe('content', () => {
	const content = (id: string, query = '') =>
		answered(api.call('GET', `/videos/${id}/content${query}`));
	const planned = async (outcome: 'failed' | 'expired' | 'completed_without_file' | 'hang') => {
		await sandbox.fault({ fault: { job: { outcome } } });
		return outcome === 'hang' ? api.create() : api.createEnded();
	};

	test('is refused while there is none', async () => {
		const refused = (code: string) => refusal(404, code, 'video_id');
		expect(await content('video_none')).toEqual(refused('not_found'));
		expect(await content(await planned('hang'))).toEqual(refused('video_not_ready'));
		expect(await content(await planned('failed'))).toEqual(refused('video_generation_failed'));
		expect(await content(await planned('expired'))).toEqual(refused('video_expired'));
		const withoutFile = await planned('completed_without_file');
		expect(await content(withoutFile)).toEqual(refused('content_not_found'));
		const { body } = await answered(api.call('GET', `/videos/${withoutFile}`));
		expect(body).toMatchObject({ status: 'completed' });
	});

	test('an unknown variant is refused', async () => {
		const id = await api.createEnded();
		const answer = await content(id, '?variant=poster');
		expect(answer).toEqual(refusal(400, 'invalid_value', 'variant'));
	});

	test('a remix needs a completed source', async () => {
		const remix = (id: string) => answered(api.postJson(`/videos/${id}/remix`, { prompt: 'x' }));
		expect(await remix('video_none')).toMatchObject({ status: 404 });
		expect(await remix(await planned('hang'))).toEqual(
			refusal(400, 'video_not_completed', 'video_id'),
		);
	});
});
