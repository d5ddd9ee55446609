import { picture } from '../support/picture.mts';
import { until } from '../support/until.mts';
import { binaryItem } from './support/binary.mts';
import { fromField, fromFileId, fromUrl, references, type Given } from './support/references.mts';
import { testCredential } from './support/credentialTest.mts';
import { testSince } from './support/host.mts';
import { searchList } from './support/lists.mts';
import { watch } from './support/poll.mts';
import { byId, useStage } from './support/stage.mts';
import { listen } from './support/webhook.mts';

const stage = useStage();
const CREATE = { operation: 'create', prompt: 'a lake' };
const fromPhoto = { ...CREATE, ...references({ firstFrame: fromField('photo') }) };

function expectPlain(error: { message: string; json: string } | undefined) {
	expect(error?.message).not.toMatch(/\bat \w+ \(|node:internal|sk-sandbox|undefined|\[object/);
	expect(error?.json).not.toContain('sk-sandbox');
}

test.each([
	[
		'no scheme',
		{ baseUrl: 'api.example.com/v1' },
		'The Base URL "api.example.com/v1" must begin with https:// or http://',
	],
	[
		'no base URL',
		{ baseUrl: ' ' },
		'The Base URL of the credential is empty: enter the address of your server, such as http://127.0.0.1:8085/v1',
	],
	[
		'no base URL for a server of which everybody has one of their own',
		{ baseUrl: '', server: 'vllm-omni' },
		'The Base URL of the credential is empty: enter the address of your server, such as http://YOUR-HOST:8091',
	],
	[
		'a wrong path of a known server',
		{ baseUrl: 'https://openrouter.ai/api/v2', server: 'automatic' },
		'The Base URL "https://openrouter.ai/api/v2" is not the API of OpenRouter. Did you mean https://openrouter.ai/api/v1?',
	],
	[
		'the base URL of another server',
		{ baseUrl: 'https://api.together.ai/v2', server: 'openrouter' },
		'The Base URL "https://api.together.ai/v2" belongs to Together, but Server is OpenRouter: choose Together or Automatic under Server, or correct the Base URL',
	],
	[
		'a key of another service',
		{ baseUrl: '', server: 'together', apiKey: 'sk-or-v1-0123' },
		'The API Key belongs to OpenRouter, but the server is Together: enter an API key of Together, or change Server and Base URL',
	],
	[
		'an API key in the Base URL',
		{ baseUrl: 'sk-or-v1-0123', server: 'openrouter' },
		'The Base URL of the credential contains an API key: put it into API Key',
	],
	[
		'a query in the Base URL',
		{ baseUrl: 'https://api.example.com/v1?api-version=preview' },
		'The Base URL contains a query: put it into the option Extra Query Parameters',
	],
	['no valid URL', { baseUrl: 'http://' }, 'The Base URL "http://" is not a valid URL'],
])('credential with %s', async (_, credential, message) => {
	const { error } = await stage.run({ parameters: CREATE, credential });
	expect(error?.message).toBe(message.includes('item 0') ? message : `${message} [item 0]`);
	expect(error?.description).toContain('credential');
	expect(await stage.sandbox.requests()).toHaveLength(0);
	expectPlain(error);
});

test.each([
	['an empty prompt', { prompt: '={{ "" }}' }, 'The prompt is empty'],
	['a prompt of blanks', { prompt: ' \n ' }, 'The prompt is empty'],
	[
		'a prompt that is too long',
		{ prompt: 'x'.repeat(32_001) },
		'The prompt has 32001 characters; the Videos API takes 32000 at most',
	],
	[
		'a size that is none',
		{ size: 'wide' },
		'Size must be WIDTHxHEIGHT in pixels such as 1280x720 (on some servers 720p or 16:9), not "wide"',
	],
	[
		'an option that no number is',
		{ modelSettings: { steps: 'many' } },
		'Steps must be a whole number, 1 or more, not "many"',
	],
	[
		'a seed with a fraction',
		{ modelSettings: { seed: 1.5 } },
		'Seed must be a whole number, not "1.5"',
	],
	[
		'seconds that are no number',
		{ seconds: 'eight' },
		'Seconds must be a number such as 8, not "eight"',
	],
	['seconds of nothing', { seconds: '0' }, 'Seconds must be a number such as 8, not "0"'],
	[
		'an extra body that is a list',
		{ options: { extraBody: '[1]' } },
		'Extra Body Fields must be a JSON object such as {"seed": 42}',
	],
	[
		'an extra body that is no JSON',
		{ options: { extraBody: '{seed: 42' } },
		'Extra Body Fields must be a JSON object such as {"seed": 42}',
	],
	[
		'an extra header that breaks the body',
		{ options: { extraHeaders: { parameters: [{ name: 'Content-Type', value: 'x' }] } } },
		'The extra header Content-Type cannot be set',
	],
	[
		'a reference field that is not there',
		references({ firstFrame: fromField('photo') }),
		'There is no file in the field "photo" of item 0 for Image 1 (First Frame)',
	],
	[
		'a reference URL without a scheme',
		references({ images: [fromUrl('cat.png')] }),
		'URL of Image 1 (Reference) must begin with https:// or http://',
	],
	[
		'an empty file ID',
		references({ lastFrame: fromFileId('={{ "" }}') }),
		'File ID of Image 1 (Last Frame) is empty',
	],
])('%s is told before anything is sent', async (_, parameters, message) => {
	const { error } = await stage.run({ parameters: { ...CREATE, ...parameters } });
	expect(error?.message).toBe(message.includes('item 0') ? message : `${message} [item 0]`);
	expect(await stage.sandbox.requests()).toHaveLength(0);
	expectPlain(error);
});

test.each([
	['is empty', Buffer.alloc(0), 'The file "photo" of item 0 is empty'],
	[
		'is no image',
		Buffer.from('Dear Sir or Madam, this is a letter'),
		'The file "photo" of item 0 is not in a supported image format (PNG, JPEG or WebP)',
	],
])('a reference file that %s is told before anything is sent', async (_, bytes, message) => {
	const { error } = await stage.run({
		parameters: fromPhoto,
		items: [await binaryItem('photo', bytes, 'photo.png', 'image/png')],
	});
	expect(error?.message).toContain(message);
	expect(await stage.sandbox.requests()).toHaveLength(0);
});

test('a reference image of another size is told before anything is sent', async () => {
	const bytes = await picture(1280, 720);
	const { error } = await stage.run({
		parameters: { ...fromPhoto, size: '720x1280' },
		items: [await binaryItem('photo', bytes, 'photo.png', 'image/png')],
	});
	expect(error?.message).toBe(
		'Image 1 (First Frame) is 1280x720, but the video is set to 720x1280 [item 0]',
	);
	expect(error?.description).toContain('Send It Anyway');
	expect(await stage.sandbox.requests()).toHaveLength(0);
});

test("a reference image of another size that is sent anyway: the server's own words are in the message", async () => {
	const bytes = await picture(100, 100);
	const { error } = await stage.run({
		parameters: { ...fromPhoto, size: '720x1280', options: { referenceMismatch: 'send' } },
		items: [await binaryItem('photo', bytes, 'photo.png', 'image/png')],
	});
	expect(error?.message).toBe(
		'The server refused to create the video (HTTP 400): Inpaint image must match the requested width and height [item 0]',
	);
	expectPlain(error);
});

test.each(['={{ "" }}', ' ', '.', '..'])('the id "%s" never reaches the server', async (id) => {
	for (const operation of ['retrieve', 'delete', 'download', 'waitForCompletion']) {
		const { error } = await stage.run({ parameters: { operation, video: byId(id) } });
		expect(error?.message).toMatch(/^(The video id is empty|"\.+" is not a video id) \[item 0\]$/);
	}
	const { error } = await stage.run({
		parameters: { operation: 'remix', video: byId(id), prompt: 'x' },
	});
	expect(error?.message).toMatch(/^(The video id is empty|"\.+" is not a video id) \[item 0\]$/);
	expect(await stage.sandbox.requests()).toHaveLength(0);
});

test('a server that cannot be reached is named', async () => {
	const { error } = await stage.run({
		parameters: { ...CREATE },
		credential: { baseUrl: 'http://127.0.0.1:9/v1' },
	});
	expect(error?.message).toContain('The server at http://127.0.0.1:9 could not be reached');
	expectPlain(error);
});

test('a typo in the host is told within seconds', async () => {
	const { error, durationMs } = await stage.run({
		parameters: { operation: 'list' },
		credential: { baseUrl: 'http://videos.example.invalid/v1' },
	});
	expect(error?.message).toContain('http://videos.example.invalid could not be reached');
	expect(durationMs).toBeLessThan(10_000);
	expectPlain(error);
});

test('a typo in the path of the base URL', async () => {
	const { error } = await stage.run({
		parameters: { ...CREATE },
		credential: { baseUrl: `${stage.sandbox.origin}/v2` },
	});
	expect(error?.message).toContain('HTTP 404');
	expect(error?.description).toContain('Base URL');
});

test.each([
	['with a slash at its end', '/v1/'],
	['as a bare host', ''],
	['with the resource behind it', '/v1/videos'],
])('a base URL %s works, and /v1 is never doubled', async (_, path) => {
	const { items } = await stage.run({
		parameters: { ...CREATE, returnWhat: 'job' },
		credential: { baseUrl: `${stage.sandbox.origin}${path}` },
	});
	expect(items[0].json.id).toBeDefined();
	expect((await stage.sandbox.requests())[0].path).toBe('/v1/videos');
});

test('a wrong key', async () => {
	const { error } = await stage.run({ parameters: CREATE, credential: { apiKey: 'sk-wrong-key' } });
	expect(error?.message).toContain('HTTP 401');
	expect(error?.description).toContain('API key');
	expect(error?.json).not.toContain('sk-wrong-key');
});

test('a refused key that looks like one of another service is named', async () => {
	const credential = { apiKey: 'sk-or-v1-0123456789' };
	const { error } = await stage.run({ parameters: CREATE, credential });
	expect(error?.message).toContain('HTTP 401');
	expect(error?.description).toContain('The API Key looks like a key of OpenRouter');
	expect(error?.json).not.toContain('sk-or-v1-0123456789');
});

test('a model that the server does not have', async () => {
	const { error } = await stage.run({ parameters: { ...CREATE, model: byId('sora-99') } });
	expect(error?.message).toContain('sora-99');
});

test.each(['retrieve', 'delete', 'download', 'waitForCompletion'])(
	'%s of a video that does not exist',
	async (operation) => {
		const { error } = await stage.run({ parameters: { operation, video: byId('video_nobody') } });
		expect(error?.message).toContain('video_nobody was not found on the server (HTTP 404)');
		expect(error?.description).not.toContain('Nothing is lost');
		expectPlain(error);
	},
);

test.each(['create', 'retrieve', 'list', 'delete', 'waitForCompletion', 'download'])(
	'a web page instead of an API is recognised by %s',
	async (operation) => {
		const page = '<!DOCTYPE html><html><body>Welcome</body></html>';
		await stage.sandbox.fault({
			times: null,
			fault: { status: 200, body: page, contentType: 'text/html' },
		});
		const { error } = await stage.run({
			parameters: { operation, prompt: 'a lake', video: byId('video_1') },
		});
		expect(error?.message).toMatch(/^A web page, not the Videos API, answered at http/);
		expect(error?.message).not.toContain('Welcome');
	},
);

test('an item is named where the message is about the item', async () => {
	const { items } = await stage.run({
		parameters: fromPhoto,
		items: [{ json: {} }, { json: {} }],
		settings: { onError: 'continueRegularOutput' },
	});
	expect(items.map(({ json }) => (json.error as { message: string }).message)).toEqual([
		expect.stringContaining('of item 0'),
		expect.stringContaining('of item 1'),
	]);
});

testSince('2.41', 'before, n8n said only that the workflow has issues').each([
	['a prompt', { operation: 'create', prompt: '' }, 'Parameter "Prompt" is required.'],
	['a video', { operation: 'retrieve', video: byId('') }, 'Parameter "Video" is required.'],
])('n8n itself asks for %s that was left empty', async (_, parameters, message) => {
	const { error } = await stage.run({ parameters });
	expect(error?.message).toContain(message);
});

// Objects from expressions, and expressions that were not evaluated: what an expression may give in place of text, and the fields that
// must not send it.
const ITEM = { o: { name: 'x' }, list: ['x'], mixed: [{ name: 'x' }], loose: '{{ $json.o }}' };
const EXPRESSIONS = [
	['an object', '={{ $json.o }}'],
	['a list of objects', '={{ $json.mixed }}'],
	['a text with an object in it', '=A film of {{ $json.o }}'],
	['a text with a list of objects in it', '=A film of {{ $json.mixed }}'],
	['an expression that was not evaluated', 'A film of {{ $json.o }}'],
	['an expression that another node did not evaluate', '={{ $json.loose }}'],
] as const;

type Place = (value: string) => Record<string, unknown>;
const option =
	(name: string): Place =>
	(value) => ({ ...CREATE, options: { [name]: value } });
const setting =
	(name: string): Place =>
	(value) => ({ ...CREATE, modelSettings: { [name]: value } });
const pair =
	(name: string, where: 'name' | 'value'): Place =>
	(value) => ({
		...CREATE,
		options: { [name]: { parameters: [{ name: 'a', value: 'b', [where]: value }] } },
	});
const entry =
	(given: (value: string) => Given): Place =>
	(value) => ({ ...CREATE, ...references(given(value)) });
const locator = (value: string) => ({ __rl: true, mode: 'id', value });
const plain = (value: string) => ({ __rl: true, mode: 'value', value });
const FIELDS: Array<[field: string, place: Place]> = [
	['Prompt', (prompt) => ({ ...CREATE, prompt })],
	['Model', (value) => ({ ...CREATE, model: locator(value) })],
	['Seconds', (value) => ({ ...CREATE, seconds: plain(value) })],
	['Size', (value) => ({ ...CREATE, size: plain(value) })],
	['Negative Prompt', setting('negativePrompt')],
	['Characters', setting('characters')],
	['Callback URL', option('callbackUrl')],
	['Seed', setting('seed')],
	['Frames', setting('frames')],
	['Frames per Second', setting('framesPerSecond')],
	['Steps', setting('steps')],
	['Guidance', setting('guidance')],
	['Number of Videos', setting('count')],
	['Largest File', option('largestFile')],
	['Request Timeout', option('requestTimeout')],
	['Max Requests in Flight', option('maxInFlight')],
	['Body Format', option('bodyFormat')],
	['Extra Headers', pair('extraHeaders', 'name')],
	['Extra Headers', pair('extraHeaders', 'value')],
	['Extra Query Parameters', pair('extraQuery', 'name')],
	['Extra Query Parameters', pair('extraQuery', 'value')],
	['Return', (returnWhat) => ({ ...CREATE, returnWhat })],
	['Timeout', option('timeout')],
	['Poll Interval', option('pollInterval')],
	['When the Video Fails', option('onFailure')],
	['If the Video Differs', option('ifVideoDiffers')],
	['File Name', option('fileName')],
	['Put Output File in Field', option('binaryPropertyName')],
	['URL of Image 1 (First Frame)', entry((url) => ({ firstFrame: fromUrl(url) }))],
	['URL of Video 1', entry((url) => ({ videos: [fromUrl(url)] }))],
	['Source of Audio 1', entry((source) => ({ audio: [{ source }] }))],
	['File ID of Image 1 (Last Frame)', entry((id) => ({ lastFrame: fromFileId(id) }))],
	[
		'Input Data Field Name of Image 1 (Reference)',
		entry((field) => ({ images: [fromField(field)] })),
	],
	['Video', (value) => ({ operation: 'retrieve', video: locator(value) })],
	['Video', (value) => ({ operation: 'delete', video: locator(value) })],
	['Video', (value) => ({ operation: 'download', video: locator(value) })],
	['Variant', (variant) => ({ operation: 'download', video: byId('video_1'), variant })],
	['Video', (value) => ({ operation: 'waitForCompletion', video: locator(value) })],
	['Video', (value) => ({ operation: 'suspendUntilCompleted', video: locator(value) })],
	['Video', (value) => ({ ...CREATE, operation: 'remix', video: locator(value) })],
	['Prompt', (prompt) => ({ operation: 'remix', video: byId('video_1'), prompt })],
	['Video', (value) => ({ ...CREATE, operation: 'edit', video: locator(value) })],
	[
		'Input Data Field Name',
		(value) => ({
			...CREATE,
			operation: 'edit',
			videoSource: 'binary',
			videoBinaryField: value,
		}),
	],
	[
		'Seconds',
		(value) => ({ ...CREATE, operation: 'extend', video: byId('v'), seconds: plain(value) }),
	],
	['After', (after) => ({ operation: 'list', filters: { after } })],
	['Order', (order) => ({ operation: 'list', filters: { order } })],
	['Limit', (limit) => ({ operation: 'list', limit })],
	['Name', (characterName) => ({ resource: 'character', operation: 'create', characterName })],
	['Character ID', (id) => ({ resource: 'character', operation: 'retrieve', characterId: id })],
];

describe.each(EXPRESSIONS)('%s', (_, value) => {
	test.each(FIELDS)('in %s is refused before anything is sent', async (field, place) => {
		const { error } = await stage.run({
			parameters: place(value) as never,
			items: [{ json: ITEM }],
		});
		expect(error?.message).toContain(`The expression in ${field} `);
		expect(error?.description).toMatch(/[Pp]oint the expression|Switch the field to Expression/);
		expect(await stage.sandbox.requests()).toHaveLength(0);
	});
});

test.each(EXPRESSIONS.slice(2))('%s in Extra Body Fields is refused', async (_, value) => {
	for (const extraBody of [
		`${value.startsWith('=') ? '=' : ''}{"style": "${value.replace(/^=/, '')}"}`,
		'={{ ({ style: { is: "of " + $json.o, or: $json.loose } }) }}',
	]) {
		const { error } = await stage.run({
			parameters: { ...CREATE, options: { extraBody } },
			items: [{ json: ITEM }],
		});
		expect(error?.message).toContain('The expression in Extra Body Fields ');
	}
	expect(await stage.sandbox.requests()).toHaveLength(0);
});

test('a whole locator that is an object is refused', async () => {
	for (const parameters of [
		{ ...CREATE, model: '={{ $json.o }}' },
		{ ...CREATE, size: '={{ $json.o }}' },
		{ operation: 'retrieve', video: '={{ $json.o }}' },
	]) {
		const { error } = await stage.run({ parameters, items: [{ json: ITEM }] });
		expect(error).toBeDefined();
		expect(await stage.sandbox.requests()).toHaveLength(0);
	}
});

test('double braces that are no expression of n8n are sent as they are', async () => {
	const prompt = 'A neon sign that says {{OPEN}}, for {{ name }}, from $5';
	const { items } = await stage.run({ parameters: { ...CREATE, prompt, returnWhat: 'job' } });
	expect(items[0].json.prompt).toBe(prompt);
});

// Sizes, as they are typed.
test.each(['1280X720', '1280 × 720', '1280*720', ' 1280 x 720 '])(
	'the size %j is sent as 1280x720, and the length "8 s" as 8',
	async (size) => {
		const { items } = await stage.run({
			parameters: { ...CREATE, size: plain(size), seconds: plain('8 s'), returnWhat: 'job' },
		});
		expect(items[0].json).toMatchObject({ size: '1280x720', seconds: 8 });
	},
);

// File names. Each kind: test/unit/fileName.
test.each([
	['Promo 11/26/2026', 'Promo 11-26-2026.mp4'],
	['Intro to Node.js', 'Intro to Node.js.mp4'],
])('the file that is called %j is %s, in no folder', async (fileName, name) => {
	const { items } = await stage.run({ parameters: { ...CREATE, options: { fileName } } });
	expect(items[0].binary?.data).toMatchObject({ fileName: name, mimeType: 'video/mp4' });
	expect(items[0].binary?.data.directory ?? '').toBe('');
});

// Header names.
describe.each(['X-API-Key:', ' X-API-Key : ', 'X API Key'])(
	'the header name %j of the credential',
	(headerName) => {
		const credential = { authentication: 'header', headerName };
		const message = `"${headerName.trim()}" of the credential is not a valid header name`;

		test.each([
			CREATE,
			{ ...CREATE, operation: 'remix', video: byId('video_1') },
			{ operation: 'list' },
			{ operation: 'retrieve', video: byId('video_1') },
			{ operation: 'download', video: byId('video_1') },
			{ operation: 'suspendUntilCompleted', video: byId('video_1') },
		])('is named by $operation', async (parameters) => {
			const { error } = await stage.run({ parameters, credential });
			expect(error?.message).toContain(message);
			expect(error?.message).not.toContain('not known');
			expect(error?.description).toContain('header name');
			expectPlain(error);
		});

		test('is named by the lists in the editor', async () => {
			for (const method of ['searchModels', 'searchVideos'] as const) {
				const list = searchList(stage.sandbox, method, { credential });
				await expect(list).rejects.toThrow(message);
			}
		});

		test('is named by the trigger', async () => {
			await expect(watch(stage.sandbox, { credential }).poll()).rejects.toThrow(message);
		});

		test('is named by the webhook trigger, and the server sends the event again', async () => {
			const { webhookSecret } = await stage.sandbox.settings();
			const listener = await listen(stage.sandbox, {
				...credential,
				scheme: 'standardWebhooks',
				signingSecret: webhookSecret,
			});
			try {
				await stage.sandbox.settings({ webhookUrl: listener.url });
				await stage.api.create();
				const attempt = await until(
					'a delivery',
					async () => (await stage.sandbox.deliveries())[0]?.attempts[0],
					10_000,
				);
				expect(attempt.status).toBe(500);
				expect(listener.started).toEqual([]);
			} finally {
				await listener.close();
			}
		});

		test("is named by the credential's test", async () => {
			const tested = await testCredential(stage.sandbox, credential);
			expect(tested).toEqual({ status: 'Error', message: expect.stringContaining(message) });
		});

		afterEach(async () => {
			const ours = (await stage.sandbox.requests()).filter(({ method }) => method !== 'POST');
			expect(ours).toHaveLength(0);
		});
	},
);

// Base URLs. Each known host: test/unit/url.
test('a base URL of a known server says what is meant, in the run and in the credential', async () => {
	const message =
		'The Base URL "openrouter.ai" must begin with https:// or http://. Did you mean https://openrouter.ai/api/v1?';
	const credential = { server: 'automatic', baseUrl: 'openrouter.ai' };
	const { error } = await stage.run({ parameters: CREATE, credential });
	expect(error?.message).toBe(`${message} [item 0]`);
	expect(await testCredential(stage.sandbox, credential)).toEqual({ status: 'Error', message });
});
