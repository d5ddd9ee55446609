import { request as httpRequest } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { Server as ProxyServer } from 'proxy-chain';
import { generate } from 'selfsigned';
import { useStage } from './support/stage.mts';

// The options that n8n gives every declarative node hold for each request that a run makes.
const stage = useStage({ renderSeconds: 0.3 });
const PROMPT = { operation: 'create', prompt: 'a lake' };

/** The sandbox behind HTTPS with a certificate that nobody trusts. */
async function selfSigned(): Promise<{ server: Server; baseUrl: string }> {
	const { cert, private: key } = generate([{ name: 'commonName', value: '127.0.0.1' }], {
		keySize: 2048,
	});
	const server = createServer({ cert, key }, (incoming, outgoing) => {
		const { method, headers, url } = incoming;
		const forward = httpRequest(`${stage.sandbox.origin}${url}`, { method, headers }, (answer) => {
			outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
			answer.pipe(outgoing);
		});
		incoming.pipe(forward);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return { server, baseUrl: `https://127.0.0.1:${(server.address() as AddressInfo).port}/v1` };
}

test('a certificate that nobody trusts is refused, before anything is sent', async () => {
	const { server, baseUrl } = await selfSigned();
	const { error } = await stage.run({ parameters: PROMPT, credential: { baseUrl } });
	server.closeAllConnections();
	server.close();
	expect(error?.message).toContain('its certificate is self-signed');
	expect(await stage.sandbox.requests()).toHaveLength(0);
});

test('Ignore SSL Issues holds for create, polls and download', async () => {
	const { server, baseUrl } = await selfSigned();
	const { items, error } = await stage.run({
		parameters: { ...PROMPT, requestOptions: { allowUnauthorizedCerts: true } },
		credential: { baseUrl },
	});
	server.closeAllConnections();
	server.close();
	expect(error).toBeUndefined();
	expect(items[0].binary?.data.mimeType).toBe('video/mp4');
});

test('Proxy is used by create, polls, download and the storage behind a redirect', async () => {
	await stage.sandbox.settings({ redirectContent: true });
	const seen: string[] = [];
	const proxy = new ProxyServer({
		port: 0,
		host: '127.0.0.1',
		prepareRequestFunction: ({ request }) => {
			seen.push(`${request.method} ${request.url}`);
			return {};
		},
	});
	await proxy.listen();
	const { items, error } = await stage.run({
		parameters: { ...PROMPT, requestOptions: { proxy: `http://127.0.0.1:${proxy.port}` } },
	});
	await proxy.close(true);
	expect(error).toBeUndefined();
	expect(items[0].binary?.data).toBeDefined();
	const received = await stage.sandbox.requests();
	expect(seen).toHaveLength(received.length);
	expect(received.some(({ host }) => host === 'storage')).toBe(true);
});

test('Timeout ends a request that is not answered', async () => {
	await stage.sandbox.fault({
		match: { method: 'POST' },
		fault: { answerDelayMs: 5000 },
	});
	const { error, durationMs } = await stage.run({
		parameters: { ...PROMPT, requestOptions: { timeout: 700 } },
	});
	expect(error?.message).toContain('no response within the timeout');
	expect(durationMs).toBeLessThan(3000);
});

test('an answer that stops in its middle is ended by the time-out too', async () => {
	await stage.sandbox.fault({ times: null, fault: { body: { stallAt: 5 } } });
	const { error, durationMs } = await stage.run({
		parameters: { operation: 'list', options: { requestTimeout: 0.4 } },
	});
	expect(error?.message).toContain('no response within the timeout');
	expect(durationMs).toBeLessThan(8000);
});

test('Batching spaces the items', async () => {
	const { items } = await stage.run({
		parameters: {
			...PROMPT,
			returnWhat: 'job',
			requestOptions: { batching: { batch: { batchSize: 1, batchInterval: 500 } } },
		},
		items: [{ json: {} }, { json: {} }, { json: {} }],
	});
	expect(items).toHaveLength(3);
	const times = (await stage.sandbox.requests()).map(({ at }) => at);
	expect(times[1] - times[0]).toBeGreaterThan(400);
	expect(times[2] - times[1]).toBeGreaterThan(400);
});
