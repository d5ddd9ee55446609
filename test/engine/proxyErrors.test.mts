import { closedPort } from '../support/closedPort.mts';
import { startProxy, type Proxy } from '../support/proxy.mts';
import { selfSigned, type SecureServer } from '../support/selfSigned.mts';
import { searchList } from './support/lists.mts';
import { watch } from './support/poll.mts';
import { useStage } from './support/stage.mts';

// A proxy that does not do its work is named, wherever n8n has it from; what it did not pass on was not created.
const stage = useStage({ renderSeconds: 0.3 });
const CREATE = { operation: 'create', prompt: 'a lake', returnWhat: 'job' };
const LOGIN = { user: 'me', password: 'hunter2-hunter2' };

let secure: SecureServer;
let guarded: Proxy;
let dead: string;
beforeAll(async () => {
	secure = await selfSigned(stage.sandbox.origin);
	guarded = await startProxy({ login: LOGIN });
	dead = `http://127.0.0.1:${await closedPort()}`;
});
afterAll(async () => {
	await secure?.stop();
	await guarded?.stop();
});

const withLogin = (url: string, password = LOGIN.password) =>
	url.replace('//', `//${LOGIN.user}:${password}@`);

/** Creates through a proxy. @returns what the error output gets, and how many requests the server got */
async function create(proxy: string | undefined, baseUrl = stage.sandbox.baseUrl) {
	const { errorItems } = await stage.run({
		parameters: { ...CREATE, requestOptions: { allowUnauthorizedCerts: true, proxy } },
		credential: { baseUrl },
		settings: { onError: 'continueErrorOutput' },
	});
	const requests = await stage.sandbox.requests();
	return { ...(errorItems[0]?.json.error as object), requests: requests.length };
}

function notReached(proxy: string, reason: string) {
	return {
		kind: 'unreachable',
		message: `The proxy ${proxy} could not be reached: ${reason} [item 0]`,
		hint: expect.stringMatching(
			/^Correct Proxy under Request Options or in the credential\. .*HTTP_PROXY, HTTPS_PROXY and ALL_PROXY; NO_PROXY/,
		),
		requests: 0,
	};
}

const REFUSES = 'it refuses the connection (is it running, is the port right?)';

describe.each(['http', 'https'])('to a server of %s', (scheme) => {
	const baseUrl = () => (scheme === 'http' ? stage.sandbox.baseUrl : secure.baseUrl);

	test('a proxy that nobody listens at, without its user and password', async () => {
		expect(await create(withLogin(dead), baseUrl())).toEqual(notReached(`at ${dead}`, REFUSES));
	});

	test('a proxy that does not exist', async () => {
		expect(await create('http://no-such-proxy.invalid:3128', baseUrl())).toEqual(
			notReached('at http://no-such-proxy.invalid:3128', 'no host with this name was found'),
		);
	});

	test('a proxy that asks for a login', async () => {
		expect(await create(guarded.url, baseUrl())).toEqual(
			notReached(`at ${guarded.url}`, 'it asks for a user and a password (HTTP 407)'),
		);
		expect(await create(withLogin(guarded.url, 'wrong-wrong'), baseUrl())).toEqual(
			notReached(`at ${guarded.url}`, 'it does not accept the user and the password (HTTP 407)'),
		);
	});

	test("a proxy of n8n's environment", async () => {
		const names = ['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY', 'no_proxy'];
		const before = names.map((name) => [name, process.env[name]] as const);
		try {
			for (const name of names) delete process.env[name];
			process.env.HTTP_PROXY = process.env.HTTPS_PROXY = dead;
			const place = dead.replace('http://', '');
			expect(await create(undefined, baseUrl())).toEqual(notReached(`at ${place}`, REFUSES));
			process.env.HTTP_PROXY = process.env.HTTPS_PROXY = guarded.url;
			expect(await create(undefined, baseUrl())).toEqual(
				notReached('in front of the server', 'it asks for a user and a password (HTTP 407)'),
			);
			process.env.NO_PROXY = '127.0.0.1';
			expect(await create(undefined, baseUrl())).toEqual({ requests: 1 });
		} finally {
			for (const [name, value] of before) {
				if (value === undefined) delete process.env[name];
				else process.env[name] = value;
			}
		}
	});
});

test('a proxy that ends a CONNECT without an answer', async () => {
	expect(await create(withLogin(guarded.url), 'https://127.0.0.1:1/v1')).toEqual(
		notReached(
			`at ${guarded.url}`,
			'it closed the connection without an answer (can it reach the server?)',
		),
	);
});

test('what came through a proxy may be the answer of either, so that nobody knows what became of a create', async () => {
	await stage.sandbox.fault({ fault: { status: 502, body: 'Bad Gateway' } });
	expect(await create(withLogin(guarded.url))).toMatchObject({ kind: 'unknownOutcome' });
});

test('lists and triggers name the proxy too', async () => {
	const credential = { proxy: withLogin(dead) };
	const named = `The proxy at ${dead} could not be reached`;
	await expect(searchList(stage.sandbox, 'searchModels', { credential })).rejects.toThrow(named);
	await expect(watch(stage.sandbox, { credential }).poll()).rejects.toThrow(named);
});

test('a file says so when its storage is not reached for the proxy', async () => {
	const id = await stage.api.createEnded();
	await stage.sandbox.fault({
		times: null,
		match: { path: '/content' },
		fault: { status: 302, headers: { location: 'https://127.0.0.1:1/file.mp4' }, body: '' },
	});
	const { error } = await stage.run({
		parameters: {
			operation: 'download',
			video: { __rl: true, mode: 'id', value: id },
			requestOptions: { proxy: withLogin(guarded.url) },
			// It bounds how long the file of a finished video is waited for.
			options: { requestTimeout: 5 },
		},
	});
	expect(error?.message).toContain(
		`could not be downloaded: the proxy at ${guarded.url} could not be reached: it closed`,
	);
});
