import { setTimeout as sleep } from 'node:timers/promises';
import { readStart } from '../../client/boundedBody';
import { NetworkError, toNetworkError } from '../../client/networkError';
import type { RequestTemplate } from '../../nodes/shared/n8nTransport';
import { NETWORK_FAULTS, trustAuthority } from '../support/networkFaults.mts';
import { isOlder } from './support/host.mts';
import { transportOf } from './support/transport.mts';

// The closed list of client/networkError.ts, against real servers: whoever says that nothing was sent is right.

let restore: () => void;
beforeAll(() => {
	restore = trustAuthority();
});
afterAll(() => restore());

function form(bytes: number): FormData {
	const data = new FormData();
	data.append('prompt', 'a calm lake');
	data.append('input_reference', new Blob([Buffer.alloc(bytes, 1)]), 'image.png');
	return data;
}

const BODIES: Record<string, () => unknown> = {
	JSON: () => ({ prompt: 'a calm lake' }),
	'a small file': () => form(2000),
	'a file of 5 MB': () => form(5_000_000),
};

/** What the client makes of a create; undefined where the server has answered it. */
async function create(
	origin: string,
	body: unknown,
	template: RequestTemplate = {},
): Promise<NetworkError | undefined> {
	const transport = transportOf(template);
	const controller = new AbortController();
	const request = {
		...{ method: 'POST' as const, url: `${origin}/v1/videos`, headers: {}, body },
		...{ authenticated: true, timeoutMs: 3000, signal: controller.signal },
	};
	try {
		const response = await transport.send(request);
		response.body.on('error', () => undefined);
		await readStart(response.body);
		return undefined;
	} catch (error) {
		return toNetworkError(transport.readError(error, request.url), origin);
	} finally {
		controller.abort();
	}
}

/** What each fault does to each body, and how much of the request the server has read. */
async function outcomes(name: string) {
	return await Promise.all(
		Object.entries(BODIES).map(async ([kind, body]) => {
			const server = await NETWORK_FAULTS[name]();
			const error = await create(server.origin, body(), server.proxy && { proxy: server.proxy });
			// What is on its way has to be seen.
			await sleep(100);
			const bytes = server.received();
			await server.stop();
			return { kind, error, reach: error?.reach ?? 'answered', bytes };
		}),
	);
}

// Of these the list must know that nothing was sent, or a server with a wrong address would stop every retry.
const SURE = [
	'connection refused',
	'connection refused, https',
	'closed before TLS',
	'closed in the TLS handshake',
	'self-signed certificate',
	'self-signed certificate in the chain',
	'certificate of an unknown issuer',
	'certificate of an unknown issuer, with one in between',
	'expired certificate',
	'certificate not valid yet',
	'certificate of another host',
	'certificate of another address',
	'TLS 1.2, self-signed certificate',
	'TLS 1.2, certificate of another host',
	'proxy refuses the connection',
	'proxy refuses the connection, https',
	'proxy asks for a login',
	'proxy closes after CONNECT',
	'proxy answers CONNECT with 407',
];

// An older n8n does not hand on that TLS must not be renegotiated: there a server can have these errors come after the request, so none
// of them is trusted.
const RENEGOTIABLE = /certificate/;
const reachOf = (name: string) =>
	isOlder('2.41') && RENEGOTIABLE.test(name) ? 'unknown' : 'nothingSent';

test.each(Object.keys(NETWORK_FAULTS))('%s', async (name) => {
	for (const { kind, error, reach, bytes } of await outcomes(name)) {
		const seen = { kind, reach, code: error?.code, message: error?.message };
		if (reach === 'nothingSent') expect({ ...seen, bytes }).toEqual({ ...seen, bytes: 0 });
		if (SURE.includes(name)) expect({ ...seen, bytes }).toMatchObject({ reach: reachOf(name) });
	}
});

test('there is a server for each of the errors that must be known', () => {
	expect(SURE.filter((name) => NETWORK_FAULTS[name] === undefined)).toEqual([]);
});

test.each([
	['a host that does not exist', `http://${'a'.repeat(64)}.invalid`, /^ENOTFOUND$|^EAI_AGAIN$/],
	[
		'a port that does not exist',
		'http://127.0.0.1:99999',
		/^ERR_INVALID_URL$|^ERR_SOCKET_BAD_PORT$/,
	],
	['an address that is none', 'http://256.256.256.256', /^ERR_INVALID_URL$/],
])('%s', async (_, origin, code) => {
	const error = await create(origin, BODIES.JSON());
	expect(error).toMatchObject({ reach: 'nothingSent', code: expect.stringMatching(code) });
});
