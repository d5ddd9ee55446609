import { Server as ProxyServer } from 'proxy-chain';
import { createRunExecutionData, type IDataObject, type INodeExecutionData } from 'n8n-workflow';
import { byId, useStage } from './support/stage.mts';

const stage = useStage();

/** Runs the operation where n8n cannot park (`n8n execute`), so that it holds. */
async function hold(ids: string[], more: IDataObject = {}, settings = {}) {
	return await stage.run({
		parameters: {
			operation: 'suspendUntilCompleted',
			video: byId('={{ $json.id }}'),
			options: { pollInterval: 0.2 },
			...more,
		},
		items: ids.map((id) => ({ json: { id } })),
		mode: 'cli',
		settings,
	});
}

const create = async (fields: IDataObject = {}) => await stage.api.create(fields);

describe('where n8n cannot park', () => {
	it('holds until all have ended, and gives the finished videos in the order of the items', async () => {
		const ids = [await create(), await create(), await create()];
		const { items, error } = await hold(ids);
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => [json.id, json.status])).toEqual(
			ids.map((id) => [id, 'completed']),
		);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 0 },
			{ item: 1 },
			{ item: 2 },
		]);
		expect(items.some(({ binary }) => binary)).toBe(false);
	});

	it('gives the untouched answers with Simplify off', async () => {
		const { items } = await hold([await create()], { options: { simplify: false } });
		expect(items[0].json).toMatchObject({ object: 'video', status: 'completed' });
	});

	it('ends with an error that names the failed video and the others', async () => {
		const good = await create();
		const bad = await create({ prompt: '[sandbox:fail]' });
		const { error } = await hold([good, bad]);
		expect(error?.message).toBe(`The video ${bad} failed: Video generation failed.`);
		expect(error?.description).toContain(`${good} (completed)`);
	});

	it('hands on failed videos where the user wants them', async () => {
		const bad = await create({ prompt: '[sandbox:fail]' });
		const { items } = await hold([bad], { options: { pollInterval: 0.2, onFailure: 'return' } });
		expect(items[0].json).toMatchObject({ id: bad, status: 'failed' });
	});

	it("tells the server's own word for an end without a reason", async () => {
		const id = await create();
		await stage.sandbox.fault({
			match: { path: `/videos/${id}$` },
			times: null,
			fault: { merge: { status: 'expired', error: null } },
		});
		const { error } = await hold([id]);
		expect(error?.message).toBe(`The video ${id} failed: the server says "expired"`);
	});

	it('knows a video that a safety filter left without a file', async () => {
		const id = await create();
		await stage.sandbox.fault({
			match: { path: `/videos/${id}$` },
			times: null,
			fault: { merge: { status: 'done', respect_moderation: false } },
		});
		const { error } = await hold([id]);
		expect(error?.message).toBe(
			`The video ${id} failed: a safety filter blocked it (respect_moderation)`,
		);
		expect(error?.json).toContain('"kind":"blocked"');
	});

	it('sorts good and bad ends to the two outputs, each with its id', async () => {
		const good = await create();
		const bad = await create({ prompt: '[sandbox:moderation]' });
		const { items, errorItems } = await hold(
			[good, bad, 'video_gone', ''],
			{},
			{ onError: 'continueErrorOutput' },
		);
		expect(items.map(({ json, pairedItem }) => [json.id, pairedItem])).toEqual([
			[good, { item: 0 }],
		]);
		const told = errorItems.map(({ json }) => json.error as IDataObject);
		expect(told.map(({ id }) => id)).toEqual([bad, 'video_gone', undefined]);
		expect(told[2].message).toBe('The video id is empty [item 3]');
		expect(errorItems.map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 1 },
			{ item: 2 },
			{ item: 3 },
		]);
	});

	it('knows a video that the server knows only a moment later', async () => {
		const id = await create();
		await stage.sandbox.fault({
			match: { path: `/videos/${id}$` },
			times: 2,
			fault: { status: 404, body: { error: { message: 'Not yet' } } },
		});
		expect((await hold([id])).items[0].json.status).toBe('completed');
	});

	it('ends at the time-out, and says how to go on', async () => {
		const id = await create({ prompt: '[sandbox:hang]' });
		const { error } = await hold([id], { options: { pollInterval: 0.1, timeout: 0.01 } });
		expect(error?.message).toContain(`The video ${id} was not finished after 0.01 minutes`);
		expect(error?.description).toContain(`"Wait for Completion" with the video ${id}`);
	});

	it('names every video when none of them can be asked for', async () => {
		const run = async (settings: object) =>
			await stage.run({
				parameters: { operation: 'suspendUntilCompleted', video: byId('={{ $json.id }}') },
				items: [{ json: { id: 'video_a' } }, { json: { id: 'video_b' } }],
				credential: { baseUrl: 'ftp://nowhere' },
				settings,
			});
		const { error } = await run({});
		expect(error?.message).toContain('must begin with https:// or http://');
		expect(error?.message).toContain('video_a');
		expect(error?.description).toContain('video_b');
		const { items, errorItems } = await run({ onError: 'continueErrorOutput' });
		expect(items).toEqual([]);
		expect(errorItems.map(({ json }) => (json.error as IDataObject).id)).toEqual([
			'video_a',
			'video_b',
		]);
	});
});

describe('a check in the child workflow', () => {
	const minute = 60_000;
	const suspension = (more: IDataObject = {}) => ({
		startedAt: Date.now(),
		until: Date.now() + 30 * minute,
		minutes: 30,
		intervalSeconds: 0,
		returnsFailed: false,
		continues: false,
		simplify: true,
		options: {},
		requestOptions: {},
		...more,
	});
	const watched = (...ids: string[]): INodeExecutionData[] =>
		ids.map((id, item) => ({
			json: { id, suspended: { video: { id, item, missing: 0, refused: 0 } } },
		}));
	const secondsOf = ([first]: INodeExecutionData[]) =>
		(first?.json.suspended as IDataObject | undefined)?.next_check_in_seconds;

	async function check(items: INodeExecutionData[], more: IDataObject = {}, rest: object = {}) {
		return await stage.run({
			parameters: {
				operation: 'suspendUntilCompleted',
				video: byId('those of the input'),
				suspension: JSON.stringify(suspension(more)),
			},
			items,
			...rest,
		});
	}

	it('parks on while one video renders, and asks no more for one that has ended', async () => {
		const done = await stage.api.createEnded();
		const running = await create({ prompt: '[sandbox:hang]' });
		const first = await check(watched(done, running));
		// Should n8n go on with these, the next node knows which videos they are and that they are not finished.
		expect(first.items.map(({ json, pairedItem }) => [json.id, json.status, pairedItem])).toEqual([
			[done, 'completed', { item: 0 }],
			[running, 'in_progress', { item: 1 }],
		]);
		expect(secondsOf(first.items)).toBe(66);
		expect(JSON.stringify(first.items)).not.toContain('a test card');
		await check(first.items);
		const asked = await stage.sandbox.requests({ method: 'GET' });
		expect(asked.filter(({ path }) => path.endsWith(done))).toHaveLength(1);
		expect(asked.filter(({ path }) => path.endsWith(running))).toHaveLength(2);
	});

	it('parks less often the longer it lasts, as the user wants, and as an overloaded server asks', async () => {
		const id = await create({ prompt: '[sandbox:hang]' });
		const next = async (more: IDataObject) => secondsOf((await check(watched(id), more)).items);
		const started = Date.now() - 20 * minute;
		expect(await next({ startedAt: started })).toBeCloseTo(120, -1);
		expect(await next({ startedAt: started, intervalSeconds: 90 })).toBe(90);
		expect(await next({ until: Date.now() + minute })).toBe(66);
		await stage.sandbox.fault({
			match: { path: `${id}$` },
			fault: { status: 429, headers: { 'retry-after': '300' }, body: {} },
		});
		expect(await next({})).toBe(300);
	});

	it('gives the finished videos when the last has ended', async () => {
		const [one, other] = [await stage.api.createEnded(), await stage.api.createEnded()];
		const { items } = await check(watched(one, other));
		expect(items.map(({ json, pairedItem }) => [json.id, json.status, pairedItem])).toEqual([
			[one, 'completed', { item: 0 }],
			[other, 'completed', { item: 1 }],
		]);
	});

	it('ends the waiting execution with an error that names all', async () => {
		const good = await stage.api.createEnded();
		const bad = await stage.api.createEnded({ prompt: '[sandbox:fail]' });
		const { error } = await check(watched(good, bad));
		expect(error?.message).toBe(`The video ${bad} failed: Video generation failed.`);
		expect(error?.description).toContain(`${good} (completed)`);
	});

	it('ends at the deadline, each video told for itself', async () => {
		const good = await stage.api.createEnded();
		const late = await create({ prompt: '[sandbox:hang]' });
		const { items } = await check(watched(good, late), { until: Date.now(), continues: true });
		expect(items[0].json).toMatchObject({ id: good, status: 'completed' });
		expect(items[1].json.error).toMatchObject({ id: late, status: 'in_progress' });
	});

	it('outlasts whatever keeps it from asking, but not its deadline', async () => {
		const id = await create();
		const broken = { credential: { baseUrl: 'nonsense' } };
		const parked = await check(watched(id), {}, broken);
		expect(secondsOf(parked.items)).toBe(66);
		expect(JSON.stringify(parked.items)).toContain('must begin with https://');
		const { error } = await check(parked.items, { until: Date.now() }, broken);
		expect(error?.message).toContain(`The video ${id} was not finished after 30 minutes`);
		expect(error?.message).toContain('must begin with https://');
	});

	it('outlasts a server that is away, overloaded or talks nonsense', async () => {
		const id = await create();
		for (const fault of [
			{ drop: 'before' as const },
			{ status: 503, body: 'busy' },
			{ replace: { status: 200, contentType: 'text/html', body: '<html>' } },
		]) {
			await stage.sandbox.fault({ match: { path: `${id}$` }, fault });
			expect(secondsOf((await check(watched(id))).items)).toBe(66);
		}
	});

	it('outlasts a key that is refused for a moment, but not for ever', async () => {
		const id = await create();
		await stage.sandbox.fault({
			match: { path: `${id}$` },
			times: null,
			fault: { status: 401, body: { error: { message: 'No such key' } } },
		});
		const first = await check(watched(id));
		const second = await check(first.items);
		expect([secondsOf(first.items), secondsOf(second.items)]).toEqual([66, 66]);
		const { error } = await check(second.items);
		expect(error?.message).toContain('No such key');
		expect(error?.message).toContain(id);
	});

	it('tells all of a video that ended in an earlier check, also with Simplify off', async () => {
		const [early, late] = [await stage.api.createEnded(), await create({ prompt: 'B' })];
		const parked = await check(watched(early, late));
		await stage.sandbox.finish(late);
		const simple = await check(parked.items);
		expect(simple.items.map(({ json }) => [json.id, json.prompt])).toEqual([
			[early, 'a test card'],
			[late, 'B'],
		]);
		const raw = await check(parked.items, { simplify: false });
		expect(raw.items.map(({ json }) => json.object)).toEqual(['video', 'video']);
	});

	it('gives what it knows where the server is away in the end', async () => {
		const id = await stage.api.createEnded();
		const [item] = watched(id);
		const suspended = { video: { id, item: 0, missing: 0, refused: 0, status: 'completed' } };
		await stage.sandbox.fault({ times: null, fault: { status: 500, body: 'away' } });
		const { items } = await check([{ ...item, json: { id, suspended } }]);
		expect(items[0].json).toMatchObject({ id, status: 'completed' });
	});

	it('ends when its execution was stopped or is gone, and goes on when n8n cannot tell', async () => {
		const id = await create({ prompt: '[sandbox:hang]' });
		const parent = { executionId: '7', workflowId: 'w' };
		const waiting = { ...createRunExecutionData({}), waitTill: new Date() };
		const stopped = {
			...waiting,
			resultData: { runData: {}, error: { message: 'The execution was cancelled' } as never },
		};
		const itemsWith = async (stored: object) =>
			(await check(watched(id), { parent }, { stored })).items;
		const running = { ...waiting, waitTill: undefined };
		expect(await itemsWith({ 7: waiting })).toHaveLength(1);
		expect(await itemsWith({ 7: running })).toHaveLength(1);
		expect(await itemsWith({ 7: stopped })).toHaveLength(0);
		expect(await itemsWith({})).toHaveLength(0);
	});
});

describe("n8n's own Request Options", () => {
	const wait = async (proxy: string) =>
		await stage.run({
			parameters: {
				operation: 'suspendUntilCompleted',
				video: byId(await stage.api.createEnded()),
				requestOptions: { proxy },
			},
			mode: 'cli',
		});

	it('hold for its checks: Proxy, with the user and password of its URL', async () => {
		const seen: string[] = [];
		const proxy = new ProxyServer({
			port: 0,
			host: '127.0.0.1',
			prepareRequestFunction: ({ request, username, password }) => {
				seen.push(`${request.method} ${username} ${password}`);
				return { requestAuthentication: username !== 'me@home' };
			},
		});
		await proxy.listen();
		const { items, error } = await wait(`http://me%40home:a%3Ab@127.0.0.1:${proxy.port}`);
		await proxy.close(true);
		expect(error).toBeUndefined();
		expect(items).toHaveLength(1);
		expect(seen).toEqual(['GET me@home a:b']);
	});

	it('are told when they cannot be used', async () => {
		const { error } = await wait('proxy.example.com');
		expect(error?.message).toMatch(
			/^The proxy is not a URL that begins with http:\/\/ or https:\/\/ \(video video_\w+\)$/,
		);
	});
});
