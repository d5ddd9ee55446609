import { fromUrl, references } from './support/references.mts';
import type { IDataObject } from 'n8n-workflow';
import { searchList } from './support/lists.mts';
import { byId, useStage } from './support/stage.mts';

// What the server says of its models, in the lists of the editor and before a create.
const stage = useStage({ dialect: 'openrouter' });
const CREDENTIAL = { server: 'openrouter' };
const VEO = 'google/veo-3.1';
const WAN = 'alibaba/wan-2.6';
const LIST = { method: 'GET', path: '/videos/models$' };

async function create(fields: IDataObject, more: IDataObject = {}) {
	const given = { operation: 'create', prompt: 'a lake', returnWhat: 'job', ...fields };
	const parameters = { ...given, model: byId(String(fields.model ?? VEO)) };
	return await stage.run({ parameters, credential: CREDENTIAL, ...more });
}

/** How many creates and how many lists of models the server was asked for. */
async function asked(): Promise<{ creates: number; lists: number }> {
	const creates = await stage.sandbox.requests({ method: 'POST' });
	const lists = await stage.sandbox.requests({ method: 'GET', path: /\/videos\/models$/ });
	return { creates: creates.length, lists: lists.length };
}

describe('the lists of the editor', () => {
	const search = async (method: 'searchModels' | 'searchSeconds' | 'searchSizes', model = VEO) => {
		const parameters = { model: byId(model) };
		const list = await searchList(stage.sandbox, method, { parameters, credential: CREDENTIAL });
		return list.results;
	};

	it('show the price of each model beside its name', async () => {
		expect(await search('searchModels')).toEqual([
			{ name: `${WAN} ($0.08/s)`, value: WAN },
			{ name: `${VEO} ($0.20–0.40/s)`, value: VEO },
		]);
	});

	it('show what the chosen model takes', async () => {
		expect((await search('searchSeconds', WAN)).map(({ value }) => value)).toEqual(['', '5']);
		const sizes = (await search('searchSizes', WAN)).map(({ value }) => value);
		expect(sizes).toEqual(['', '720p 16:9', '720p 9:16', '1080p 16:9', '1080p 9:16']);
	});

	it('show what is known of the server where it does not list the model', async () => {
		expect((await search('searchSeconds', 'acme/new')).length).toBeGreaterThan(1);
	});
});

test.each([
	[{ seconds: '5' }, '5 seconds', 'It takes 2, 4, 6 and 8 seconds. '],
	[{ size: '1024x1792' }, '1024x1792', 'It takes 1280x720, 720x1280 and 832x480. '],
	[{ size: '720p 4:3' }, '4:3', 'It takes 16:9 and 9:16. '],
	[{ model: WAN, modelSettings: { audio: true } }, 'Audio', ''],
	[{ model: WAN, modelSettings: { seed: 7 } }, 'Seed', ''],
	[
		{ model: WAN, seconds: '8', size: '4K', modelSettings: { seed: 7 } },
		'8 seconds and 4K and Seed',
		'It takes 5 seconds; 720p and 1080p. ',
	],
])('%j is refused, and nothing is sent', async (fields, what, instead) => {
	const { error } = await create(fields);
	const model = 'model' in fields ? fields.model : VEO;
	expect(error?.message).toBe(`"${model}" does not take ${what} [item 0]`);
	expect(error?.description.startsWith(`${instead}Nothing was sent.`)).toBe(true);
	expect(await asked()).toEqual({ creates: 0, lists: 1 });
});

test('an image in a place that the model does not have is refused', async () => {
	const { error } = await create({
		model: WAN,
		...references({ lastFrame: fromUrl('https://example.com/a.png') }),
	});
	expect(error?.message).toContain(`"${WAN}" does not take a last frame`);
	expect((await asked()).creates).toBe(0);
});

test('what the model takes is sent, and the list is asked for once, whatever the number of items', async () => {
	const items = ['a', 'b', 'c'].map((prompt) => ({ json: { prompt } }));
	const { error } = await create({ seconds: '4', size: '720p 9:16' }, { items });
	expect(error).toBeUndefined();
	expect(await asked()).toEqual({ creates: 3, lists: 1 });
});

test('one item is refused, the others are created', async () => {
	const items = ['4', '5', '6'].map((seconds) => ({ json: { seconds } }));
	const { items: out } = await create(
		{ seconds: '={{ $json.seconds }}' },
		{ items, settings: { onError: 'continueRegularOutput' } },
	);
	expect(out.map(({ json }) => 'error' in json && json.id === undefined)).toEqual([
		false,
		true,
		false,
	]);
	expect(await asked()).toEqual({ creates: 2, lists: 1 });
});

test('Retry On Fail asks for the list once', async () => {
	const settings = { retryOnFail: true, maxTries: 3, waitBetweenTries: 0 };
	const { error } = await create({ seconds: '5' }, { settings });
	expect(error?.message).toContain('does not take 5 seconds');
	expect(await asked()).toEqual({ creates: 0, lists: 1 });
});

test('with Check Against the Model off, the server decides, and is not asked before', async () => {
	const { error } = await create({ seconds: '5', options: { checkModel: false } });
	expect(error).toBeUndefined();
	expect(await asked()).toEqual({ creates: 1, lists: 0 });
});

test('the model of Extra Body Fields is the one that is checked: it is the one that is sent', async () => {
	const options = { extraBody: JSON.stringify({ model: WAN }) };
	const { error } = await create({ model: VEO, seconds: '5', options });
	expect(error).toBeUndefined();
	const [request] = await stage.sandbox.requests({ method: 'POST' });
	expect(request.body).toMatchObject({ model: WAN });
	for (const model of [VEO, '']) {
		const refused = await create({ model, seconds: '8', options });
		expect(refused.error?.message).toContain(`"${WAN}" does not take 8 seconds`);
	}
	expect((await asked()).creates).toBe(1);
});

test('without a model nothing is checked', async () => {
	const options = { extraBody: JSON.stringify({ model: '' }) };
	const { error } = await create({ model: VEO, seconds: '5', options });
	expect(error?.message).toBe('OpenRouter needs a model [item 0]');
	expect(await asked()).toEqual({ creates: 0, lists: 0 });
});

test('a model that the list does not have is left to the server', async () => {
	const { error } = await create({ model: 'acme/new', seconds: '5' });
	expect(error?.message).toContain('No endpoints found for acme/new');
	expect(await asked()).toEqual({ creates: 1, lists: 1 });
});

test.each([
	['is not there', { status: 404, body: { error: { message: 'Not found' } } }],
	['fails', { status: 500, body: { error: 'boom' } }],
	['is busy', { status: 503, headers: { 'retry-after': '60' }, body: {} }],
	['is a web page', { status: 200, contentType: 'text/html', body: '<html>hello</html>' }],
	['is no list', { status: 200, body: { models: 'many' } }],
	[
		'lists nonsense',
		{ status: 200, body: { data: [null, 7, { id: VEO, supported_durations: 5 }] } },
	],
	['breaks off', { drop: 'after' as const }],
	['cannot be reached', { drop: 'before' as const }],
])('where the list %s, the create is sent', async (_, fault) => {
	await stage.sandbox.fault({ match: LIST, times: null, fault });
	const { error, durationMs } = await create({ seconds: '5' });
	expect(error).toBeUndefined();
	expect(await asked()).toEqual({ creates: 1, lists: 1 });
	expect(durationMs).toBeLessThan(30_000);
});

test('where the list does not come, the create waits ten seconds at most', async () => {
	await stage.sandbox.fault({ match: LIST, times: null, fault: { delayMs: 60_000 } });
	const { error, durationMs } = await create({ seconds: '5' });
	expect(error).toBeUndefined();
	expect((await asked()).creates).toBe(1);
	expect(durationMs).toBeLessThan(50_000);
}, 90_000);
