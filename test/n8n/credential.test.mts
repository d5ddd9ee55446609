import type { CredentialTest } from '../../host/session.mts';
import { startProxy } from '../support/proxy.mts';
import { selfSigned } from '../support/selfSigned.mts';
import { openStage, type Stage } from './support/stage.mts';

jest.setTimeout(400_000);

describe("the credential's test button", () => {
	let stage: Stage;
	beforeAll(async () => (stage = await openStage()));
	afterAll(async () => await stage?.close());
	beforeEach(async () => await stage.sandbox.reset());

	async function test(changes: Record<string, unknown> = {}): Promise<CredentialTest> {
		const { session, credential } = stage;
		return await session.testCredential({
			...credential,
			data: { ...credential.data, ...changes },
		});
	}

	it('says OK to the right key', async () => {
		expect(await test()).toMatchObject({ status: 'OK' });
		const [request] = await stage.sandbox.requests();
		expect(request).toMatchObject({ method: 'GET', path: '/v1/models' });
	});

	it('names the key when it is wrong', async () => {
		const { status, message } = await test({ apiKey: 'sk-of-somebody-else' });
		expect(status).toBe('Error');
		expect(message).toMatch(/key/i);
	});

	it('names the key when a server that surely lists its models refuses it', async () => {
		const { status, message } = await test({ server: 'vllm-omni', apiKey: 'sk-of-somebody-else' });
		expect(status).toBe('Error');
		expect(message).toMatch(
			/^The server does not accept this API key \(HTTP 401\): .*\. Check API Key and Authentication\./,
		);
		expect(message).not.toContain('sk-of-somebody-else');
	});

	it('does not call an empty key wrong', async () => {
		const { message } = await test({ apiKey: '' });
		expect(message).toMatch(/^The server requires an API key \(HTTP 401\): .*\. Fill in API Key\./);
		const body = { error: { message: 'Members only' } };
		await stage.sandbox.fault({ match: { path: '/models$' }, fault: { status: 403, body } });
		const refused = await test({ apiKey: '' });
		expect(refused.message).toBe(
			'The server refuses access without an API key (HTTP 403): Members only. Fill in API Key.',
		);
	});

	it('names the base URL when a web page answers', async () => {
		await stage.sandbox.fault({
			match: { path: '/models$' },
			fault: { status: 200, contentType: 'text/html', body: '<!doctype html><title>Hi</title>' },
		});
		const { status, message } = await test();
		expect(status).toBe('Error');
		expect(message).toMatch(/web page|base url/i);
	});

	it('asks for http:// or https:// when the base URL has none', async () => {
		const { host } = new URL(stage.sandbox.baseUrl);
		const { status, message } = await test({ baseUrl: `${host}/v1` });
		expect(status).toBe('Error');
		expect(message).toMatch(/https?:\/\//);
	});

	it('says in words that nobody listens there', async () => {
		expect(await test({ baseUrl: 'http://127.0.0.1:1/v1' })).toEqual({
			status: 'Error',
			message:
				'The server at http://127.0.0.1:1 could not be reached: it refuses the connection (is it running, is the port right?). ' +
				'Check the Base URL of the credential and whether the server runs and can be reached from n8n. ' +
				'If n8n runs in Docker, localhost is its container: use host.docker.internal instead.',
		});
	});

	it('says in words that there is no such host, and that the port does not speak HTTPS', async () => {
		const unknown = await test({ baseUrl: 'https://no-such-host.invalid/v1' });
		expect(unknown.status).toBe('Error');
		expect(unknown.message).toMatch(
			/^The server at https:\/\/no-such-host\.invalid could not be reached: (no host with this name was found|the name of the host could not be looked up)\. Check the spelling of the Base URL.*the internet/,
		);
		const { host } = new URL(stage.sandbox.baseUrl);
		const { status, message } = await test({ baseUrl: `https://${host}/v1` });
		expect(status).toBe('Error');
		expect(message).toMatch(
			/the secure connection failed.*\. Check the Base URL of the credential: if the server speaks plain HTTP, it begins with http:\/\//,
		);
	});

	it('names the domains that the credential is limited to, unless the Base URL was typed', async () => {
		const limited = {
			allowedHttpRequestDomains: 'domains',
			allowedDomains: 'other.example.com',
		};
		expect(await test(limited)).toMatchObject({ status: 'OK' });
		const empty = { server: 'openrouter', baseUrl: '', authentication: 'automatic' };
		const { status, message } = await test({ ...limited, ...empty });
		expect(status).toBe('Error');
		expect(message).toContain('The Allowed Domains of the credential do not include openrouter.ai');
	});

	it.each([300, 301, 302, 303, 304, 305, 307, 308])(
		'does not follow a redirect (%d), and says so',
		async (status) => {
			const location = `${stage.sandbox.storageOrigin}/v1/models`;
			await stage.sandbox.fault({
				match: { path: '/models$' },
				fault: { status, headers: { location }, body: { data: [] } },
			});
			const answer = await test();
			expect(answer.status).toBe('Error');
			expect(answer.message).toContain(`with a redirect to ${location} (HTTP ${status})`);
			expect(await stage.sandbox.requests({ host: 'storage' })).toEqual([]);
		},
	);

	it('goes on to a certificate that nobody trusts only with Ignore SSL Issues', async () => {
		const { baseUrl, stop } = await selfSigned(stage.sandbox.origin);
		const without = await test({ baseUrl });
		const ignoring = await test({ baseUrl, allowUnauthorizedCerts: true });
		await stop();
		expect(without.status).toBe('Error');
		expect(without.message).toContain('could not be reached: its certificate is self-signed');
		expect(without.message).toContain('turn on Ignore SSL Issues in the credential');
		expect(ignoring).toMatchObject({ status: 'OK' });
	});

	it('goes through the proxy, with its user and password', async () => {
		const login = { user: 'me', password: 'p:50%@/ä' };
		const { port, seen, stop } = await startProxy({ login });
		const user = `me:${encodeURIComponent(login.password)}`;
		const answer = await test({ proxy: `http://${user}@127.0.0.1:${port}` });
		await stop();
		expect(answer).toMatchObject({ status: 'OK' });
		expect(seen).toEqual([`GET ${stage.sandbox.baseUrl}/models`]);
	});

	it('refuses a proxy that n8n would leave out', async () => {
		const { status, message } = await test({ proxy: 'socks5://me:secret@127.0.0.1:1080' });
		expect(status).toBe('Error');
		expect(message).toContain('The proxy is not a URL that begins with http:// or https://');
		expect(await stage.sandbox.requests()).toEqual([]);
	});

	const notFound = {
		match: { path: '/models$' },
		fault: { status: 404, body: { detail: 'Not Found' } },
	};

	it('says OK to a server that has no /models', async () => {
		await stage.sandbox.fault(notFound);
		expect(await test()).toMatchObject({ status: 'OK' });
	});

	it('says where to look where a server that surely lists its models has no list, unless it may be a relay', async () => {
		await stage.sandbox.fault(notFound);
		expect(await test({ server: 'openrouter' })).toMatchObject({ status: 'OK' });
		await stage.sandbox.fault(notFound);
		const { status, message } = await test({ server: 'vllm-omni' });
		expect(status).toBe('Error');
		expect(message).toMatch(
			/^There is no list of models at http:\/\/127\.0\.0\.1:\d+\/v1\/models \(HTTP 404\): Not Found\. Compare the Base URL/,
		);
	});

	it.each([
		['openrouter', '/v1/videos/models'],
		['together', '/v1/models'],
		['vllm-omni', '/v1/models'],
	])('asks for the list of models where %s has it', async (server, path) => {
		await test({ server, authentication: 'automatic' });
		const [request] = await stage.sandbox.requests();
		expect(request).toMatchObject({ method: 'GET', path });
		expect(request.headers).toMatchObject({ authorization: `Bearer ${stage.sandbox.key}` });
	});

	it.each([
		['openrouter', 'openrouter.ai:443'],
		['together', 'api.together.ai:443'],
	])('with %s and an empty Base URL asks at %s', async (server, host) => {
		const { port, seen, stop } = await startProxy({ recordsOnly: true });
		const proxy = `http://127.0.0.1:${port}`;
		await test({ server, baseUrl: '', authentication: 'automatic', proxy });
		await stop();
		expect(seen).toEqual([`CONNECT ${host}`]);
	});

	it.each([
		['an empty Base URL', { baseUrl: '' }, 'such as http://127.0.0.1:8085/v1'],
		[
			'an empty one of a server at home',
			{ server: 'sglang', baseUrl: '' },
			'http://YOUR-HOST:30000',
		],
		[
			'a wrong path',
			{ server: 'automatic', baseUrl: 'https://openrouter.ai/v1' },
			'Did you mean https://openrouter.ai/api/v1?',
		],
		[
			'two servers',
			{ server: 'openrouter', baseUrl: 'https://api.together.ai' },
			'choose Together or Automatic under Server',
		],
		[
			'a key of another service',
			{ server: 'together', baseUrl: '', apiKey: 'sk-or-v1-0' },
			'The API Key belongs to OpenRouter',
		],
	])('refuses %s, before anything is sent', async (_, changes, words) => {
		const { port, seen, stop } = await startProxy({ recordsOnly: true });
		const { status, message } = await test({ ...changes, proxy: `http://127.0.0.1:${port}` });
		await stop();
		expect(status).toBe('Error');
		expect(message).toContain(words);
		expect(message).not.toContain('sk-or-v1-0');
		expect(seen).toEqual([]);
	});
});
