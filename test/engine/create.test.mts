import { picture } from '../support/picture.mts';
import { mp4Info } from '../support/mp4-info.mts';
import { until } from '../support/until.mts';
import { binaryItem } from './support/binary.mts';
import { fromField, fromFileId, fromUrl, references } from './support/references.mts';
import { fileOf } from './support/engine.mts';
import { byId, useStage } from './support/stage.mts';

const stage = useStage();
const CREATE = { method: 'POST', path: /\/videos$/ };
const ISO = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const CREATE_MATCH = { method: 'POST', path: '/videos$' };

async function sentFields() {
	const [request] = await stage.sandbox.requests(CREATE);
	return (request.body as { fields: Record<string, unknown> }).fields;
}

test('a prompt gives the finished video with its mp4', async () => {
	const { items, error } = await stage.run({
		parameters: { operation: 'create', prompt: 'A calico cat plays a piano' },
	});
	expect(error).toBeUndefined();
	expect(items).toHaveLength(1);
	const [{ json, binary, pairedItem }] = items;
	expect(json).toEqual({
		id: expect.stringMatching(/^video_/),
		status: 'completed',
		progress: 100,
		model: 'sora-2',
		prompt: 'A calico cat plays a piano',
		seconds: 4,
		size: '720x1280',
		created_at: expect.stringMatching(ISO),
		completed_at: expect.stringMatching(ISO),
		expires_at: expect.stringMatching(ISO),
		file: {
			name: `${String(json.id)}.mp4`,
			mimeType: 'video/mp4',
			bytes: (await fileOf(items[0])).length,
			...{ width: 720, height: 1280, seconds: 4, framesPerSecond: 5 },
			...{ videoCodec: 'h264', hasAudio: false },
		},
		differences: [],
	});
	expect(pairedItem).toEqual({ item: 0 });
	expect(binary?.data).toMatchObject({
		mimeType: 'video/mp4',
		fileName: `${json.id}.mp4`,
		fileExtension: 'mp4',
	});
	const info = await mp4Info(await fileOf(items[0]));
	expect(info).toMatchObject({ width: 720, height: 1280 });
	expect(info.durationSeconds).toBeCloseTo(4, 0);
});

test('what is left empty is not sent, and the body is multipart', async () => {
	await stage.run({ parameters: { operation: 'create', prompt: 'a lake', returnWhat: 'job' } });
	const [request] = await stage.sandbox.requests(CREATE);
	expect(request.contentType).toMatch(/^multipart\/form-data; boundary=/);
	expect(request.body).toEqual({ fields: { prompt: 'a lake' }, files: [] });
});

test('model, seconds, size and extra body fields are sent as they were filled in', async () => {
	const { items } = await stage.run({
		parameters: {
			operation: 'create',
			prompt: 'a lake',
			model: byId('sora-2-pro'),
			seconds: '8',
			size: '1792x1024',
			returnWhat: 'job',
			options: { extraBody: '{"seed": 42, "nested": {"a": [1]}, "flag": false}' },
		},
	});
	expect(await sentFields()).toEqual({
		prompt: 'a lake',
		model: 'sora-2-pro',
		seconds: '8',
		size: '1792x1024',
		seed: '42',
		'nested[a][]': '1',
		flag: 'false',
	});
	expect(items[0].json).toMatchObject({ status: 'queued', seconds: 8, size: '1792x1024' });
});

test('a size that is in no list is sent, and an expression gives each item its own prompt', async () => {
	await stage.sandbox.fault({ times: null, match: CREATE_MATCH, fault: { status: 400, body: {} } });
	await stage.run({
		parameters: { operation: 'create', prompt: 'x', size: byId('832x480') },
	});
	expect(await sentFields()).toMatchObject({ size: '832x480' });
	await stage.sandbox.reset();
	const { items } = await stage.run({
		parameters: { operation: 'create', prompt: '={{ $json.prompt }}', returnWhat: 'job' },
		items: [{ json: { prompt: 'one' } }, { json: { prompt: 'two' } }],
	});
	expect(items.map(({ json, pairedItem }) => [json.prompt, pairedItem])).toEqual([
		['one', { item: 0 }],
		['two', { item: 1 }],
	]);
});

test('with Body Format JSON the length can be sent as a number', async () => {
	await stage.run({
		parameters: {
			operation: 'create',
			prompt: 'a lake',
			seconds: '4',
			options: { bodyFormat: 'json', secondsAsNumber: true },
		},
	});
	const [request] = await stage.sandbox.requests(CREATE);
	expect(request.contentType).toMatch(/^application\/json/);
	expect(request.body).toEqual({ prompt: 'a lake', seconds: 4 });
});

test('a server that says it takes no multipart gets JSON, once', async () => {
	await stage.sandbox.fault({ match: CREATE_MATCH, fault: { status: 415, body: {} } });
	const { items } = await stage.run({
		parameters: { operation: 'create', prompt: 'a lake', returnWhat: 'job' },
	});
	expect(items[0].json.id).toBeDefined();
	const requests = await stage.sandbox.requests(CREATE);
	expect(requests.map(({ contentType }) => contentType?.split(';')[0])).toEqual([
		'multipart/form-data',
		'application/json',
	]);
});

const contentTypes = async () =>
	(await stage.sandbox.requests(CREATE)).map(({ contentType }) => contentType?.split(';')[0]);
const UNREADABLE = { status: 400, body: { error: { message: 'invalid JSON request body' } } };

// Body form. Each wording of a server: test/unit/bodyForm.
test('a server that cannot read multipart gets JSON, and the later items of the run begin with it', async () => {
	await stage.sandbox.fault({ match: CREATE_MATCH, fault: UNREADABLE });
	const { items, error } = await stage.run({
		parameters: { operation: 'create', prompt: 'a lake', options: { videosAtOnce: 1 } },
		items: [{ json: {} }, { json: {} }, { json: {} }],
	});
	expect(error).toBeUndefined();
	expect(items).toHaveLength(3);
	expect(await contentTypes()).toEqual([
		...['multipart/form-data', 'application/json'],
		...['application/json', 'application/json'],
	]);
});

test('a create that is refused for another reason is not sent in another form', async () => {
	const body = { detail: [{ loc: ['body', 'prompt'], msg: 'Field required', type: 'missing' }] };
	await stage.sandbox.fault({ match: CREATE_MATCH, fault: { status: 422, body } });
	const { error } = await stage.run({ parameters: { operation: 'create', prompt: 'a lake' } });
	expect(error?.message).toContain('prompt: Field required');
	expect(await contentTypes()).toEqual(['multipart/form-data']);
});

test('where no other form is left, the error names the option Body Format', async () => {
	await stage.sandbox.fault({ match: CREATE_MATCH, times: null, fault: UNREADABLE });
	const { error } = await stage.run({
		parameters: { operation: 'create', prompt: 'a lake', options: { bodyFormat: 'multipart' } },
	});
	expect(error?.message).toContain('invalid JSON request body');
	expect(error?.description).toContain('Set the option "Body Format" to the other format.');
	expect(await contentTypes()).toEqual(['multipart/form-data']);
});

test('Body Format Multipart is not sent again as JSON', async () => {
	await stage.sandbox.fault({ match: CREATE_MATCH, fault: { status: 415, body: {} } });
	const { error } = await stage.run({
		parameters: { operation: 'create', prompt: 'a lake', options: { bodyFormat: 'multipart' } },
	});
	expect(error?.message).toContain('HTTP 415');
	expect(await stage.sandbox.requests(CREATE)).toHaveLength(1);
});

test('a reference image from a binary field is seen in the video', async () => {
	const bytes = await picture(720, 1280);
	const { items, error } = await stage.run({
		parameters: {
			operation: 'create',
			prompt: 'a lake',
			size: '720x1280',
			...references({ firstFrame: fromField('picture') }),
			returnWhat: 'job',
		},
		items: [await binaryItem('picture', bytes, 'first.png', 'image/png')],
	});
	expect(error).toBeUndefined();
	const [request] = await stage.sandbox.requests(CREATE);
	expect((request.body as { files: unknown[] }).files).toEqual([
		expect.objectContaining({
			field: 'input_reference',
			filename: 'first.png',
			mimeType: 'image/png',
			bytes: bytes.length,
		}),
	]);
	const [job] = await stage.sandbox.jobs();
	expect(job).toMatchObject({ id: items[0].json.id, reference: expect.any(String) });
});

// Names with brackets are not known to every server that takes multipart.
test.each([
	['url', 'auto', 'image_url'],
	['fileId', 'auto', 'file_id'],
	['url', 'multipart', 'image_url'],
	['fileId', 'multipart', 'file_id'],
])('a reference image by %s, Body Format %s', async (kind, bodyFormat, key) => {
	const image = (await picture(720, 1280)).toString('base64');
	const value = kind === 'url' ? `data:image/png;base64,${image}` : 'file-abc123';
	const { error } = await stage.run({
		parameters: {
			operation: 'create',
			prompt: 'a lake',
			...references({ firstFrame: kind === 'url' ? fromUrl(value) : fromFileId(value) }),
			returnWhat: 'job',
			options: { bodyFormat },
		},
	});
	expect(error).toBeUndefined();
	const [{ body }] = await stage.sandbox.requests({ method: 'POST' });
	expect(body).toMatchObject(
		bodyFormat === 'auto'
			? { input_reference: { [key]: value } }
			: { fields: { [`input_reference[${key}]`]: value } },
	);
});

test('Return decides how far the node goes', async () => {
	const job = await stage.run({
		parameters: { operation: 'create', prompt: 'a lake', returnWhat: 'job' },
	});
	expect(job.items[0].json.status).toBe('queued');
	expect(await stage.sandbox.requests()).toHaveLength(1);
	const video = await stage.run({
		parameters: { operation: 'create', prompt: 'a lake', returnWhat: 'video' },
	});
	expect(video.items[0].json.status).toBe('completed');
	expect(video.items[0].binary).toBeUndefined();
	expect(await stage.sandbox.requests({ path: /content$/ })).toHaveLength(0);
});

test('with Simplify off the item is the untouched answer of the server', async () => {
	const { items } = await stage.run({
		parameters: {
			operation: 'create',
			prompt: 'a lake',
			returnWhat: 'job',
			options: { simplify: false },
		},
	});
	expect(items[0].json).toMatchObject({ object: 'video' });
});

test('field and name of the file can be chosen', async () => {
	const { items } = await stage.run({
		parameters: {
			operation: 'create',
			prompt: 'a lake',
			options: { binaryPropertyName: 'clip', fileName: 'lake' },
		},
	});
	expect(Object.keys(items[0].binary ?? {})).toEqual(['clip']);
	expect(items[0].binary?.clip.fileName).toBe('lake.mp4');
});

test('extra headers and extra query parameters go with every request', async () => {
	await stage.run({
		parameters: {
			operation: 'create',
			prompt: 'a lake',
			options: {
				extraHeaders: { parameters: [{ name: 'X-Team', value: 'shorts' }] },
				extraQuery: { parameters: [{ name: 'api-version', value: 'preview' }] },
			},
		},
	});
	const requests = await stage.sandbox.requests();
	expect(requests.length).toBeGreaterThanOrEqual(3);
	for (const { headers, query } of requests) {
		expect(headers['x-team']).toBe('shorts');
		expect(query['api-version']).toBe('preview');
	}
});

test('twenty items run at once, never with more requests than the bound', async () => {
	const items = Array.from({ length: 20 }, (_, index) => ({ json: { index } }));
	await stage.sandbox.settings({ renderSeconds: 600 });
	const running = stage.run({
		parameters: {
			operation: 'create',
			prompt: 'a lake',
			returnWhat: 'video',
			options: { maxInFlight: 3 },
		},
		items,
	});
	await until('twenty jobs', async () => (await stage.sandbox.jobs()).length === 20);
	await stage.sandbox.finishAll();
	const { items: videos } = await running;
	expect(videos.map(({ pairedItem }) => pairedItem)).toEqual(items.map((_, item) => ({ item })));
	const { created, maxInFlight, mostAtOnce } = await stage.sandbox.stats();
	expect({ created, mostAtOnce }).toEqual({ created: 20, mostAtOnce: 20 });
	expect(maxInFlight).toBeLessThanOrEqual(3);
});
