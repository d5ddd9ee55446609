import fc from 'fast-check';
import { DIALECTS } from '../../protocol/dialects';
import { baseUrlExample, HOSTED, ownAddress } from '../../protocol/dialects/address';
import { readBaseUrl } from '../../nodes/shared/baseUrl';
import { isSameOrigin, pathSegment, resolveUrl } from '../../protocol/url';
import { InputError } from '../../client/errors';
import { anyJson, anyText, RUNS } from './support/fuzz.mts';

const normalizeBaseUrl = (baseUrl: unknown) => readBaseUrl({ server: 'automatic', baseUrl });

/** What is said about a base URL that is refused. */
function refusal(baseUrl: string): string {
	try {
		return `taken as ${normalizeBaseUrl(baseUrl)}`;
	} catch (error) {
		return (error as Error).message;
	}
}

describe('the base URL', () => {
	test.each([
		['https://api.example.com', 'https://api.example.com/v1'],
		['https://api.example.com/', 'https://api.example.com/v1'],
		['https://api.example.com/v1', 'https://api.example.com/v1'],
		['https://api.example.com/v1/', 'https://api.example.com/v1'],
		['  https://api.example.com/v1//\n', 'https://api.example.com/v1'],
		['https://api.example.com/v1/videos', 'https://api.example.com/v1'],
		['https://api.example.com/v1/videos/', 'https://api.example.com/v1'],
		['https://api.example.com/v1/models', 'https://api.example.com/v1'],
		['https://api.example.com/videos', 'https://api.example.com/v1'],
		['https://api.example.com/v1/videos/generations', 'https://api.example.com/v1'],
		['http://localhost:4000', 'http://localhost:4000/v1'],
		['HTTP://LOCALHOST:30000/v1', 'http://localhost:30000/v1'],
		['http://[::1]:8091/v1', 'http://[::1]:8091/v1'],
		['https://openrouter.ai/api/v1', 'https://openrouter.ai/api/v1'],
		['https://api.together.ai/v2', 'https://api.together.ai/v2'],
		['https://r.openai.azure.com/openai/v1/', 'https://r.openai.azure.com/openai/v1'],
		['https://api.example.com/v1#x', 'https://api.example.com/v1'],
		['https://api.example.com/v1?', 'https://api.example.com/v1'],
		// A host that a dialect knows has the path of that dialect.
		['https://openrouter.ai', 'https://openrouter.ai/api/v1'],
		['https://OpenRouter.ai/', 'https://openrouter.ai/api/v1'],
		['https://openrouter.ai/videos', 'https://openrouter.ai/api/v1'],
		['https://openrouter.ai/api/v1/videos/models', 'https://openrouter.ai/api/v1'],
		['https://eu.openrouter.ai', 'https://eu.openrouter.ai/api/v1'],
		['https://api.together.ai', 'https://api.together.ai/v2'],
		['https://api.together.xyz', 'https://api.together.xyz/v2'],
		['https://r.openai.azure.com', 'https://r.openai.azure.com/openai/v1'],
		['https://api.inworld.ai', 'https://api.inworld.ai/v1'],
		['https://api.x.ai/', 'https://api.x.ai/v1'],
		['https://api.x.ai/v1/videos/generations', 'https://api.x.ai/v1'],
		['https://api.inworld.ai/v1', 'https://api.inworld.ai/v1'],
		['https://api-gateway.merge.dev', 'https://api-gateway.merge.dev/v1'],
		['https://openrouter.ai.example.com', 'https://openrouter.ai.example.com/v1'],
		['https://example.com/openrouter.ai', 'https://example.com/openrouter.ai'],
		// Azure has its API at several paths.
		[
			'https://r.services.ai.azure.com/api/projects/p/openai/v1',
			'https://r.services.ai.azure.com/api/projects/p/openai/v1',
		],
		['https://r.openai.azure.com/openai/v2', 'https://r.openai.azure.com/openai/v2'],
	])('%j is %s', (typed, url) => expect(normalizeBaseUrl(typed)).toBe(url));

	test.each([
		['openrouter.ai', 'https://openrouter.ai/api/v1'],
		['openrouter.ai/v1', 'https://openrouter.ai/api/v1'],
		['openrouter.ai/api/v1/', 'https://openrouter.ai/api/v1'],
		['//openrouter.ai', 'https://openrouter.ai/api/v1'],
		['www.openrouter.ai', 'https://openrouter.ai/api/v1'],
		['api.together.ai', 'https://api.together.ai/v2'],
		['together.ai', 'https://api.together.ai/v2'],
		['r.openai.azure.com', 'https://r.openai.azure.com/openai/v1'],
		['https://openrouter.ai/v1', 'https://openrouter.ai/api/v1'],
		['https://openrouter.ai/v1/videos', 'https://openrouter.ai/api/v1'],
		['https://www.openrouter.ai', 'https://openrouter.ai/api/v1'],
		['https://openrouter.ai/api', 'https://openrouter.ai/api/v1'],
		['https://openrouter.ai/api/v2', 'https://openrouter.ai/api/v1'],
		['https://openrouter.ai/api/v1/chat/completions', 'https://openrouter.ai/api/v1'],
		['http://openrouter.ai/api/v1', 'https://openrouter.ai/api/v1'],
		['https://api.together.ai/v3', 'https://api.together.ai/v2'],
		['https://x.ai', 'https://api.x.ai/v1'],
		['https://api.x.ai/v2', 'https://api.x.ai/v1'],
		['https://r.openai.azure.com/openai', 'https://r.openai.azure.com/openai/v1'],
		['https://r.openai.azure.com/v1/openai', 'https://r.openai.azure.com/openai/v1'],
		['https://api.together.ai/v1', 'https://api.together.ai/v2'],
		['https://api.together.xyz/v1', 'https://api.together.xyz/v2'],
		['https://together.ai', 'https://api.together.ai/v2'],
		['https://inworld.ai/v1', 'https://api.inworld.ai/v1'],
		['https://r.openai.azure.com/v1', 'https://r.openai.azure.com/openai/v1'],
	])('%j is refused, and %s is offered', (typed, meant) => {
		expect(() => normalizeBaseUrl(typed)).toThrow(InputError);
		expect(() => normalizeBaseUrl(typed)).toThrow(`. Did you mean ${meant}?`);
		expect(normalizeBaseUrl(meant)).toBe(meant);
	});

	test.each(DIALECTS.map(({ displayName, setUp }) => [displayName, setUp.baseUrl]))(
		'what the credential shows for %s is a base URL',
		(_, baseUrl) => {
			const { hostname } = new URL(baseUrl);
			expect(normalizeBaseUrl(baseUrl)).toBe(
				baseUrl.replace(/YOUR-\w+/, (word) => word.toLowerCase()),
			);
			expect(normalizeBaseUrl(baseUrl)).toContain(hostname);
		},
	);

	test.each(DIALECTS.map((dialect) => [dialect.displayName, dialect] as const))(
		'the example for %s is enough',
		(_, dialect) => {
			const { name: server, setUp } = dialect;
			expect(readBaseUrl({ server, baseUrl: baseUrlExample(dialect) })).toBe(
				normalizeBaseUrl(setUp.baseUrl),
			);
		},
	);

	test.each(DIALECTS.map(({ name, setUp }) => [name, new URL(setUp.baseUrl).pathname]))(
		"of %s at a host of one's own gets the path %s, if none was typed",
		(server, path) => {
			for (const origin of ['http://h:8317', 'https://relay.example.com']) {
				for (const typed of ['', '/', '/videos', '/models']) {
					expect(readBaseUrl({ server, baseUrl: `${origin}${typed}` })).toBe(`${origin}${path}`);
				}
				expect(readBaseUrl({ server, baseUrl: `${origin}/v1` })).toBe(`${origin}/v1`);
				expect(readBaseUrl({ server, baseUrl: `${origin}/a/v3` })).toBe(`${origin}/a/v3`);
			}
		},
	);

	test.each([
		['cli-proxy-api', '/openai/v1'],
		['together', '/v2'],
		['openrouter', '/api/v1'],
		['azure', '/openai/v1'],
		...['automatic', 'sandbox', 'openai', 'a server of a newer version'].map((name) => [
			name,
			'/v1',
		]),
	])("%s at a host of one's own has the path %s", (server, path) => {
		expect(readBaseUrl({ server, baseUrl: 'http://h:8317' })).toBe(`http://h:8317${path}`);
	});

	test.each(HOSTED.map((dialect) => [dialect.name, ownAddress(dialect)]))(
		'empty is the own address of %s, %s',
		(server, address) => {
			for (const baseUrl of [undefined, null, '', ' \n']) {
				expect(readBaseUrl({ server, baseUrl })).toBe(address);
			}
			expect(readBaseUrl({ server: 'automatic', baseUrl: address })).toBe(address);
		},
	);

	const EMPTY =
		'The Base URL of the credential is empty: enter the address of your server, such as ';
	test.each([
		...DIALECTS.filter((dialect) => !HOSTED.includes(dialect)).map((dialect) => [
			dialect.name,
			baseUrlExample(dialect),
		]),
		['automatic', 'https://YOUR-SERVER'],
		['sandbox', 'http://127.0.0.1:8085/v1'],
		['a server of a newer version', 'https://YOUR-SERVER'],
	])('empty is refused for %s, with %s as an example', (server, example) => {
		expect(() => readBaseUrl({ server, baseUrl: ' ' })).toThrow(`${EMPTY}${example}`);
	});

	test.each([
		['openrouter', 'https://api.together.ai/v2', 'Together', 'OpenRouter'],
		['together', 'https://openrouter.ai/api/v1', 'OpenRouter', 'Together'],
		['vllm-omni', 'https://openrouter.ai/api/v1', 'OpenRouter', 'vLLM-Omni'],
		['inworld', 'https://r.openai.azure.com/openai/v1', 'Azure OpenAI (Foundry)', 'Inworld'],
		['sandbox', 'https://openrouter.ai/api/v1', 'OpenRouter', 'Sandbox'],
		['xai', 'https://openrouter.ai/api/v1', 'OpenRouter', 'xAI-Style'],
	])('%s at %s is refused', (server, baseUrl, owner, chosen) => {
		expect(() => readBaseUrl({ server, baseUrl })).toThrow(
			`The Base URL "${baseUrl}" belongs to ${owner}, but Server is ${chosen}: choose ${owner} or Automatic`,
		);
	});

	test.each([
		['automatic', 'https://api.together.ai/v2'],
		['openrouter', 'https://openrouter.ai/api/v1'],
		['openrouter', 'http://127.0.0.1:8085/api/v1'],
		['openrouter', 'https://relay.example.com/openrouter/v1'],
		['sglang', 'https://gpu.example.com/v1'],
		['sandbox', 'http://127.0.0.1:8085/v1'],
		// For whoever knows better.
		['openai', 'https://openrouter.ai/api/v1'],
	])('%s at %s is believed', (server, baseUrl) => {
		expect(readBaseUrl({ server, baseUrl })).toBe(baseUrl);
	});

	test('nothing is offered for a host that nobody knows', () => {
		expect(() => normalizeBaseUrl('api.example.com/v1')).toThrow(
			/^The Base URL "api\.example\.com\/v1" must begin with https:\/\/ or http:\/\/$/,
		);
	});

	test.each([
		['localhost:8091', '. Did you mean http://localhost:8091?'],
		['192.168.1.5:8000/v1/', '. Did you mean http://192.168.1.5:8000/v1?'],
		['gpu.example.com:8000/v1', ''],
	])('of %j without a scheme: what was meant', (typed, suggestion) => {
		expect(refusal(typed)).toBe(
			`The Base URL "${typed}" must begin with https:// or http://${suggestion}`,
		);
	});

	const KEY = `sk-or-v1-${'0123456789abcdef'.repeat(4)}`;
	const SECRETS = /u:|pa|ss|user|pass|sk-|0123/;
	test.each([
		['user:pass@host/v1', 'The Base URL "***@host/v1" must begin with https:// or http://'],
		['us@er:pass@host/v1', 'The Base URL "***@host/v1" must begin with https:// or http://'],
		['https://u:pa ss@ho st/v1', 'The Base URL "https://***@ho st/v1" is not a valid URL'],
		['https://u:pa/ss@host/v1', 'The Base URL "https://***@host/v1" is not a valid URL'],
		['https://u:pa#ss@host/v1', 'The Base URL "https://***@host/v1" is not a valid URL'],
		[
			'h/v1?key=pass',
			'The Base URL "h/v1" must begin with https:// or http://. Did you mean http://h/v1?',
		],
		['https://h o/v1?key=pass', 'The Base URL "https://h o/v1" is not a valid URL'],
		['https://user:pass@h/v1', 'The Base URL of the credential contains a user or a password'],
	])('of %j no secret is quoted', (typed, message) => {
		const told = refusal(typed);
		expect(told).toBe(message);
		expect(told.replace(/ (user|password)\b/g, '')).not.toMatch(SECRETS);
	});

	test.each([
		'sk-or-v1-0123',
		...[KEY, `https://${KEY}`, `https://openrouter.ai/api/v1/${KEY}`, `h/v1?key=${KEY}`],
		`https://api.example.com/v1?key=${KEY}`,
	])('%j has a key in it, which belongs elsewhere', (typed) => {
		expect(refusal(typed)).toBe(
			'The Base URL of the credential contains an API key: put it into API Key',
		);
	});

	test.each([
		'http://xai-relay:8080/v1',
		'https://xai-gateway-of-our-company-in-production.example.com/v1',
		'https://relay.example.com/xai-gateway/v1',
	])('%j only begins like a key', (typed) => expect(normalizeBaseUrl(typed)).toBe(typed));

	test.each([
		'https://h/v1?api-version=preview',
		'https://r.openai.azure.com/openai/v1?api-version=preview#x',
		'https://h?key=pass',
	])('the query of %j would be lost: it is refused', (typed) => {
		expect(refusal(typed)).toBe(
			'The Base URL contains a query: put it into the option Extra Query Parameters',
		);
	});

	test.each([
		undefined,
		null,
		'',
		'  ',
		8085,
		'localhost:4000',
		'api.example.com/v1',
		'ftp://h/v1',
	])('%j is refused in words', (typed) =>
		expect(() => normalizeBaseUrl(typed)).toThrow(InputError),
	);

	test.each(['https://', 'http://a b/', 'https://h:99999', 'http://[::1'])(
		'%j, which is no address, is refused in words',
		(typed) => expect(() => normalizeBaseUrl(typed)).toThrow(InputError),
	);

	test('whatever is typed is refused in words or becomes an address to append to', () => {
		const typed = fc.oneof(
			anyText,
			anyJson,
			fc.webUrl({ withFragments: true, withQueryParameters: true }),
			fc
				.tuple(fc.constantFrom('http://', 'https://h', 'https://h/'), anyText)
				.map((two) => two.join('')),
		);
		fc.assert(
			fc.property(typed, (value) => {
				let url: string;
				try {
					url = normalizeBaseUrl(value);
				} catch (error) {
					expect(error).toBeInstanceOf(InputError);
					return;
				}
				expect(url).toMatch(/^https?:\/\/[^/?#]+\/[^?#]*[^/?#]$/);
				expect(new URL(`${url}/videos`).pathname.endsWith('/videos')).toBe(true);
			}),
			{ numRuns: RUNS },
		);
	});
});

describe('an id in a path', () => {
	test.each([
		['video_68d7', 'video_68d7'],
		['sora-2:task_9f/aa=', 'sora-2%3Atask_9f%2Faa%3D'],
		['a/../../models', 'a%2F..%2F..%2Fmodels'],
		['a?b#c', 'a%3Fb%23c'],
		['%2e%2e', '%252e%252e'],
		['..%2f', '..%252f'],
		['a b', 'a%20b'],
		[' video_1\n', 'video_1'],
		['...', '...'],
		['影片', '%E5%BD%B1%E7%89%87'],
		['\uD83D\uDE00', '%F0%9F%98%80'],
		['\uD83D', '%EF%BF%BD'],
		['\uDE00\uD83D', '%EF%BF%BD%EF%BF%BD'],
		['\\', '%5C'],
	])('%j becomes %s', (id, segment) => expect(pathSegment(id)).toBe(segment));

	test.each(['', ' ', '.', '..', ' ..\t', '\uFEFF'])('%j is refused', (id) => {
		expect(pathSegment(id)).toBeUndefined();
	});

	test('never leaves its place in the path, whatever it is', () => {
		fc.assert(
			fc.property(anyText, (id) => {
				const segment = pathSegment(id);
				if (segment === undefined) {
					expect(['', '.', '..']).toContain(id.trim());
					return;
				}
				expect(segment).not.toMatch(/[/?#\\\s]|^\.{0,2}$/);
				const { pathname, search, hash } = new URL(`https://h/v1/videos/${segment}/content`);
				expect({ pathname, search, hash }).toEqual({
					pathname: `/v1/videos/${segment}/content`,
					search: '',
					hash: '',
				});
			}),
			{ numRuns: RUNS },
		);
	});

	test('is the same id when the server decodes it', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary' }), (id) => {
				const segment = pathSegment(id);
				if (segment !== undefined) expect(decodeURIComponent(segment)).toBe(id.trim());
			}),
			{ numRuns: RUNS },
		);
	});
});

describe('the place of a file', () => {
	const base = 'https://api.example.com/v1/';

	test.each([
		['https://cdn.example.com/v.mp4?sig=1', 'https://cdn.example.com/v.mp4?sig=1'],
		['/files/v.mp4', 'https://api.example.com/files/v.mp4'],
		['v.mp4', 'https://api.example.com/v1/v.mp4'],
		['//cdn.example.com/v.mp4', 'https://cdn.example.com/v.mp4'],
		['http://localhost:8000/v.mp4', 'http://localhost:8000/v.mp4'],
	])('%s is %s', (place, url) => expect(resolveUrl(place, base)).toBe(url));

	test.each([
		...['file:///etc/passwd', 'data:video/mp4;base64,AAAA', 'javascript:alert(1)'],
		...['ftp://h/v.mp4', 's3://bucket/v.mp4', 'blob:https://h/1', 'https://', 'http://a b/'],
	])('%s cannot be fetched', (place) => expect(resolveUrl(place, base)).toBeUndefined());

	test('is an http address or nothing, whatever the server says', () => {
		fc.assert(
			fc.property(fc.oneof(anyText, fc.webUrl()), anyText, (place, other) => {
				const url = resolveUrl(place, base);
				if (url !== undefined) expect(url).toMatch(/^https?:\/\/[^/]/);
				expect(() => resolveUrl(place, other)).not.toThrow();
			}),
			{ numRuns: RUNS },
		);
	});
});

test.each([
	['https://h/a', 'https://h:443/b?c', true],
	['https://h/a', 'https://H/a', true],
	['https://h/a', 'http://h/a', false],
	['https://h/a', 'https://h:8443/a', false],
	['https://h/a', 'https://cdn.h/a', false],
	['https://h/a', 'https://h.evil.example/a', false],
	['https://h/a', 'https://h@evil.example/a', false],
])('%s and %s are the same server: %s', (one, other, same) => {
	expect(isSameOrigin(one, other)).toBe(same);
});
