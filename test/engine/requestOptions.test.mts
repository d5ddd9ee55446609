import { selfSigned, type SecureServer } from '../support/selfSigned.mts';
import { startProxy, type Proxy } from '../support/proxy.mts';
import { searchList } from './support/lists.mts';
import { watch } from './support/poll.mts';
import { listen } from './support/webhook.mts';
import { until } from '../support/until.mts';
import { useStage } from './support/stage.mts';

// Request options: those that n8n gives every declarative node, and the switches of the credential, hold for each request.
const stage = useStage({ renderSeconds: 0.3 });
const PROMPT = { operation: 'create', prompt: 'a lake' };

let secure: SecureServer;
let proxy: Proxy;
beforeAll(async () => {
	secure = await selfSigned(stage.sandbox.origin);
	proxy = await startProxy();
});
afterAll(async () => {
	await secure?.stop();
	await proxy?.stop();
});
beforeEach(() => void proxy.seen.splice(0));

describe('Ignore SSL Issues', () => {
	const ON = { allowUnauthorizedCerts: true };

	test('switched off, a certificate that nobody trusts is refused, before anything is sent', async () => {
		const { baseUrl } = secure;
		const { error } = await stage.run({ parameters: PROMPT, credential: { baseUrl } });
		expect(error?.message).toContain('its certificate is self-signed');
		expect(await stage.sandbox.requests()).toHaveLength(0);
	});

	test.each([
		['of Request Options', ON, {}],
		['of the credential', {}, ON],
		['of Request Options over that of the credential', ON, { allowUnauthorizedCerts: false }],
	])('%s holds for create, polls and download', async (_, requestOptions, credential) => {
		const { items, error } = await stage.run({
			parameters: { ...PROMPT, requestOptions },
			credential: { baseUrl: secure.baseUrl, ...credential },
		});
		expect(error).toBeUndefined();
		expect(items[0].binary?.data.mimeType).toBe('video/mp4');
	});

	test('switched off in Request Options, wins over the credential', async () => {
		const { error } = await stage.run({
			parameters: { ...PROMPT, requestOptions: { allowUnauthorizedCerts: false } },
			credential: { baseUrl: secure.baseUrl, ...ON },
		});
		expect(error?.message).toContain('its certificate is self-signed');
	});

	test.each([
		['of Request Options', { requestOptions: ON }, {}],
		['of the credential', {}, ON],
	])('%s holds for the lists in the editor', async (_, parameters, credential) => {
		const server = { ...stage.sandbox, baseUrl: secure.baseUrl };
		await expect(searchList(server, 'searchModels')).rejects.toThrow('certificate is self-signed');
		const { results } = await searchList(server, 'searchModels', { parameters, credential });
		expect(results).not.toEqual([]);
	});

	test('of the credential holds for the trigger', async () => {
		const server = { ...stage.sandbox, baseUrl: secure.baseUrl };
		await expect(watch(server).poll()).rejects.toThrow('certificate is self-signed');
		const watcher = watch(server, { credential: ON });
		expect(await watcher.poll()).toEqual([]);
		const id = await stage.api.createEnded();
		expect((await watcher.poll()).map(({ json }) => json.id)).toEqual([id]);
	});

	test('of the credential holds for the webhook trigger, which fetches the job', async () => {
		const { webhookSecret } = await stage.sandbox.settings();
		const signing = { scheme: 'standardWebhooks', signingSecret: webhookSecret };
		const server = { ...stage.sandbox, baseUrl: secure.baseUrl };
		const listener = await listen(server, { ...signing, ...ON });
		try {
			await stage.sandbox.settings({ webhookUrl: listener.url });
			const id = await stage.api.create();
			await until('a start', () => listener.started.length > 0, 10_000);
			expect(listener.started[0]).toMatchObject({ id, status: 'completed' });
		} finally {
			await listener.close();
		}
	});
});

describe('Proxy', () => {
	test.each(['requestOptions', 'credential'] as const)(
		'of %s is used by create, polls, download and the storage behind a redirect',
		async (place) => {
			await stage.sandbox.settings({ redirectContent: true });
			const chosen = { proxy: proxy.url };
			const { items, error } = await stage.run({
				parameters: { ...PROMPT, ...(place === 'requestOptions' && { requestOptions: chosen }) },
				credential: place === 'credential' ? chosen : {},
			});
			expect(error).toBeUndefined();
			expect(items[0].binary?.data).toBeDefined();
			const received = await stage.sandbox.requests();
			expect(proxy.seen).toHaveLength(received.length);
			expect(received.some(({ host }) => host === 'storage')).toBe(true);
		},
	);

	test('of Request Options wins over that of the credential', async () => {
		const { error } = await stage.run({
			parameters: { ...PROMPT, requestOptions: { proxy: proxy.url } },
			credential: { proxy: 'http://127.0.0.1:1' },
		});
		expect(error).toBeUndefined();
		expect(proxy.seen).not.toEqual([]);
	});

	test.each([
		['of Request Options', true],
		['of the credential', false],
	])('%s holds for the lists in the editor', async (_, inForm) => {
		const chosen = { proxy: proxy.url };
		await searchList(stage.sandbox, 'searchModels', {
			parameters: inForm ? { requestOptions: chosen } : {},
			credential: inForm ? {} : chosen,
		});
		expect(proxy.seen).toEqual([`GET ${stage.sandbox.baseUrl}/models`]);
	});

	test('of the credential holds for the trigger', async () => {
		await watch(stage.sandbox, { credential: { proxy: proxy.url } }).poll();
		expect(proxy.seen).not.toEqual([]);
	});

	test('with a user and a password in it passes both on, whatever characters they have', async () => {
		const login = { user: 'a team', password: 'p:50%@/ä' };
		const guarded = await startProxy({ login });
		const { user, password } = login;
		const url = `http://${encodeURIComponent(user)}:${encodeURIComponent(password)}@127.0.0.1:${guarded.port}`;
		for (const place of ['requestOptions', 'credential']) {
			const chosen = { proxy: url };
			const { error } = await stage.run({
				parameters: { operation: 'list', ...(place === 'requestOptions' && { [place]: chosen }) },
				credential: place === 'credential' ? chosen : {},
			});
			expect({ place, error }).toEqual({ place, error: undefined });
		}
		expect(guarded.seen).toHaveLength(2);
		await guarded.stop();
	});

	test.each(['socks5://127.0.0.1:1080', 'myproxy:3128', 'a proxy'])(
		'%s, which n8n would leave out, is refused before anything is sent',
		async (url) => {
			const { error } = await stage.run({ parameters: PROMPT, credential: { proxy: url } });
			expect(error?.message).toContain('is not a URL that begins with http:// or https://');
			expect(error?.description).toContain(
				'Correct Proxy under Request Options or in the credential',
			);
			expect(await stage.sandbox.requests()).toHaveLength(0);
		},
	);

	test("its password is in no error, whoever's words they are", async () => {
		const password = 'hunter2-hunter2';
		const header = Buffer.from(`me:${password}`).toString('base64');
		const message = `Who is ${password}, or me:${password}, or Basic ${header}?`;
		const url = `http://me:${password}@127.0.0.1:${proxy.port}`;
		for (const place of ['requestOptions', 'credential']) {
			await stage.sandbox.fault({ fault: { status: 401, body: { error: { message } } } });
			const chosen = { proxy: url };
			const { error } = await stage.run({
				parameters: { operation: 'list', ...(place === 'requestOptions' && { [place]: chosen }) },
				credential: place === 'credential' ? chosen : {},
			});
			expect(error?.message).toContain('(HTTP 401): Who is ***, or me:***, or Basic ***?');
			expect(error?.message + error!.description).not.toMatch(/hunter2/);
		}
	});
});

test('Timeout ends a request that is not answered', async () => {
	await stage.sandbox.fault({
		match: { method: 'POST' },
		fault: { answerDelayMs: 60_000 },
	});
	const { error, durationMs } = await stage.run({
		parameters: { ...PROMPT, requestOptions: { timeout: 700 } },
	});
	expect(error?.message).toContain('no response within the timeout');
	expect(durationMs).toBeLessThan(30_000);
});

test('an answer that stops in its middle is ended by the time-out too', async () => {
	await stage.sandbox.fault({ times: null, fault: { body: { stallAt: 5 } } });
	const { error, durationMs } = await stage.run({
		parameters: { operation: 'list', options: { requestTimeout: 0.4 } },
	});
	expect(error?.message).toContain('no response within the timeout');
	expect(durationMs).toBeLessThan(30_000);
});

test('Batching spaces the items', async () => {
	const started = Date.now();
	const { items } = await stage.run({
		parameters: {
			...PROMPT,
			returnWhat: 'job',
			requestOptions: { batching: { batch: { batchSize: 1, batchInterval: 1000 } } },
		},
		items: [{ json: {} }, { json: {} }, { json: {} }],
	});
	expect(items).toHaveLength(3);
	const [, second, third] = (await stage.sandbox.requests()).map(({ at }) => at);
	// Since the start, not since one another: a request that is late would come close to the next one.
	expect(second - started).toBeGreaterThan(900);
	expect(third - started).toBeGreaterThan(1900);
});
