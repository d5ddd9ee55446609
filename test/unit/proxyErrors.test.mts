import { refusalOfProxy, withProxy } from '../../nodes/shared/proxyErrors';
import { chooseProxy, proxySecrets, type Proxy } from '../../nodes/shared/proxy';

const GIVEN: Proxy = { protocol: 'http', host: 'proxy.local', port: 3128 };
const HTTP = 'http://api.local:8000/v1/videos';
const HTTPS = 'https://api.local/v1/videos';
const NOBODY = undefined;

describe('which proxy an error is from', () => {
	test.each([
		// n8n was given a proxy: it connects to no other place.
		['connect ECONNREFUSED 10.0.0.1:3128', HTTP, GIVEN, 'at http://proxy.local:3128'],
		['connect ETIMEDOUT 10.0.0.1:3128', HTTPS, GIVEN, 'at http://proxy.local:3128'],
		['getaddrinfo ENOTFOUND proxy.local', HTTPS, GIVEN, 'at http://proxy.local:3128'],
		// With SSRF protection n8n looks the server's name up first.
		['getaddrinfo ENOTFOUND api.local', HTTPS, GIVEN, NOBODY],
		[
			'Proxy connection ended before receiving CONNECT response',
			HTTPS,
			GIVEN,
			'at http://proxy.local:3128',
		],
		['read ECONNRESET', HTTPS, GIVEN, NOBODY],
		['socket hang up', HTTP, GIVEN, NOBODY],
		// A proxy of n8n's environment is known by its address.
		['connect ECONNREFUSED 10.0.0.1:3128', HTTP, NOBODY, 'at 10.0.0.1:3128'],
		['connect ECONNREFUSED ::1:3128', HTTP, NOBODY, 'at [::1]:3128'],
		['connect EHOSTUNREACH 10.0.0.1:3128 - Local (0.0.0.0:0)', HTTP, NOBODY, 'at 10.0.0.1:3128'],
		['getaddrinfo EAI_AGAIN proxy.local', HTTPS, NOBODY, 'at proxy.local'],
		['connect ECONNREFUSED 10.0.0.2:80', 'http://10.0.0.1/v1', NOBODY, 'at 10.0.0.2:80'],
		[
			'No header received from proxy CONNECT response',
			HTTPS,
			NOBODY,
			"of n8n's environment variables",
		],
		// The server itself.
		['connect ECONNREFUSED 10.0.0.1:8000', HTTP, NOBODY, NOBODY],
		['connect ECONNREFUSED 10.0.0.1:443', HTTPS, NOBODY, NOBODY],
		['connect ECONNREFUSED ::1:8000', 'http://[::1]:8000/v1', NOBODY, NOBODY],
		['connect ECONNREFUSED 10.0.0.1:80', 'http://10.0.0.1/v1', NOBODY, NOBODY],
		['getaddrinfo ENOTFOUND API.local', HTTPS, NOBODY, NOBODY],
		['read ECONNRESET', HTTPS, NOBODY, NOBODY],
	])('%s, for %s', (message, url, proxy, expected) => {
		const code = /E[A-Z_]{4,}/.exec(message)?.[0] ?? '';
		expect(withProxy({ code, message }, url, proxy).proxy).toBe(expected);
	});

	test("an error of TLS is the proxy's only where the server does without", () => {
		const error = { code: 'DEPTH_ZERO_SELF_SIGNED_CERT', message: 'self-signed certificate' };
		const secure = { ...GIVEN, protocol: 'https' };
		// A proxy may renegotiate, so that it is not sure that nothing was sent.
		const mayRenegotiate = true;
		const proxy = 'at https://proxy.local:3128';
		expect(withProxy(error, HTTP, secure)).toEqual({ ...error, proxy, mayRenegotiate });
		expect(withProxy(error, HTTPS, secure)).toEqual({ ...error, mayRenegotiate });
		expect(withProxy(error, HTTPS, GIVEN)).toEqual(error);
		expect(withProxy(error, HTTPS, undefined)).toEqual(error);
	});
});

const ASKS = { 'proxy-authenticate': 'Basic' };

test.each([
	[GIVEN, 'at http://proxy.local:3128', 'it asks for a user and a password (HTTP 407)'],
	[
		{ ...GIVEN, auth: { username: 'me', password: 'secret' } },
		'at http://proxy.local:3128',
		'it does not accept the user and the password (HTTP 407)',
	],
	[undefined, 'in front of the server', 'it asks for a user and a password (HTTP 407)'],
])('a 407 that asks for a login is the answer of a proxy', (given, proxy, message) => {
	const answer = { statusCode: 407, headers: ASKS };
	expect(refusalOfProxy(answer, given)).toEqual({ code: 'PROXY_REFUSED', message, proxy });
});

test.each([
	[407, {}],
	[401, ASKS],
	[403, ASKS],
	[502, ASKS],
])("a %d with the headers %j may be the server's", (statusCode, headers) => {
	expect(refusalOfProxy({ statusCode, headers }, GIVEN)).toBeUndefined();
});

test.each([
	['http://myproxy', { protocol: 'http', host: 'myproxy', port: 80 }],
	['https://myproxy', { protocol: 'https', host: 'myproxy', port: 443 }],
	[' http://[::1]:3128/ ', { protocol: 'http', host: '[::1]', port: 3128 }],
	[
		'http://me:50%25%40@myproxy:1',
		{ protocol: 'http', host: 'myproxy', port: 1, auth: { username: 'me', password: '50%25%40' } },
	],
	[
		'http://me:50%@p:1',
		{ protocol: 'http', host: 'p', port: 1, auth: { username: 'me', password: '50%25' } },
	],
	['', undefined],
	[undefined, undefined],
])('the proxy %j is read', (proxy, expected) => {
	expect(chooseProxy({}, { proxy })).toEqual(expected);
});

test.each(['myproxy:3128', 'socks5://me:secret@myproxy', 'ftp://myproxy', 'http://', 7])(
	'the proxy %j is refused, and not repeated',
	(proxy) => {
		expect(() => chooseProxy({ proxy }, {})).toThrow(
			/^The proxy is not a URL that begins with http/,
		);
		expect(() => chooseProxy({ proxy }, {})).not.toThrow(/secret/);
	},
);

test('an expression in place of a proxy is named as one', () => {
	const proxy = 'http://me:secret@{{ $json.host }}';
	expect(() => chooseProxy({ proxy }, {})).toThrow(/^The expression in Proxy was not evaluated/);
	expect(() => chooseProxy({ proxy }, {})).not.toThrow(/secret/);
});

test('the secrets of a proxy are its password, or a token in place of the user', () => {
	const base64 = (text: string) => Buffer.from(text).toString('base64');
	expect(proxySecrets('http://me:a%40b@p')).toEqual(['a%40b', 'a@b', base64('me:a@b')]);
	expect(proxySecrets('http://token@p')).toEqual(['token', base64('token:')]);
	expect(proxySecrets('http://p')).toEqual([]);
	expect(proxySecrets(undefined)).toEqual([]);
});
