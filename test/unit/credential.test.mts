import { readCredential } from '../../nodes/shared/credential';
import { keyNote } from '../../nodes/shared/foreignKey';
import { questionFor } from '../../nodes/shared/credentialTest/testCredential';
import { VideoGenerationApi } from '../../credentials/VideoGenerationApi.credentials';
import { DIALECTS } from '../../protocol/dialects';
import { baseUrlExample, HOSTED, ownAddress, RECOGNIZED } from '../../protocol/dialects/address';

const KEYS = {
	OpenRouter: 'sk-or-v1-0123',
	Together: 'tgp_v1_0123',
	xAI: 'xai-0123',
	Anthropic: 'sk-ant-0123',
	Google: 'AIza0123',
	OpenAI: 'sk-proj-0123',
};
const automatic = (server: string, apiKey: string, baseUrl = '') => ({
	...{ server, baseUrl, authentication: 'automatic', apiKey },
});

describe('a key of another service', () => {
	test.each([
		['openrouter', KEYS.Together, 'Together', 'OpenRouter'],
		['openrouter', KEYS.Anthropic, 'Anthropic', 'OpenRouter'],
		['together', KEYS.OpenRouter, 'OpenRouter', 'Together'],
		['together', `Bearer ${KEYS.Google}`, 'Google', 'Together'],
		['openrouter', KEYS.xAI, 'xAI', 'OpenRouter'],
		['xai', KEYS.OpenRouter, 'OpenRouter', 'xAI'],
		['merge', KEYS.OpenAI, 'OpenAI', 'Merge Gateway'],
		['inworld', KEYS.OpenRouter, 'OpenRouter', 'Inworld'],
	])('is refused at %s: %s', (server, key, owner, name) => {
		const refused = `The API Key belongs to ${owner}, but the server is ${name}: enter an API key of ${name}, or change Server and Base URL`;
		expect(() => readCredential(automatic(server, key))).toThrow(refused);
		const { baseUrl } = readCredential(automatic(server, ''));
		expect(() => readCredential(automatic('automatic', key, baseUrl))).toThrow(refused);
		const header = { ...automatic(server, key), authentication: 'header', headerName: 'x-key' };
		expect(() => readCredential(header)).toThrow(refused);
	});

	test.each(Object.values(KEYS))('is believed at a host that may be a relay: %s', (key) => {
		for (const { name } of DIALECTS) {
			const { headers } = readCredential(automatic(name, key, 'https://relay.example.com/v1'));
			expect(Object.values(headers)[0]).toContain(key);
		}
	});

	test.each([
		['openrouter', KEYS.OpenRouter],
		['openrouter', 'a key of some other form'],
		['together', KEYS.Together],
		['together', '0123456789abcdef'],
		['openrouter', ''],
	])('is not %s with "%s"', (server, key) => {
		expect(() => readCredential(automatic(server, key))).not.toThrow();
	});

	test.each([
		['https://relay.example.com/v1', KEYS.OpenRouter, /looks like a key of OpenRouter/],
		['https://relay.example.com/v1', 'sk-0123', /^$/],
		['https://openrouter.ai/api/v1', 'sk-0123', /^New keys of OpenRouter begin with sk-or-\.$/],
		['https://api.together.ai/v2', '0123', /^New keys of Together begin with tgp_\.$/],
		['https://openrouter.ai/api/v1', KEYS.OpenRouter, /^$/],
		['https://api.inworld.ai/v1', 'am86eA==', /^$/],
	])('refused by the server at %s: what is said about %s', (baseUrl, key, note) => {
		expect(keyNote({ Authorization: `Bearer ${key}` }, baseUrl)).toMatch(note);
	});
});

describe('Automatic', () => {
	test.each([
		['openrouter', '', { Authorization: 'Bearer k' }],
		['inworld', '', { Authorization: 'Basic k' }],
		['azure', 'https://r.openai.azure.com', { 'api-key': 'k' }],
		['automatic', 'https://r.openai.azure.com', { 'api-key': 'k' }],
		['automatic', 'https://api.inworld.ai', { Authorization: 'Basic k' }],
		['automatic', 'https://gpu.example.com', { Authorization: 'Bearer k' }],
		['vllm-omni', 'http://gpu:8091', { Authorization: 'Bearer k' }],
	])('sends the key as %s at "%s" wants it', (server, baseUrl, headers) => {
		expect(readCredential(automatic(server, 'k', baseUrl)).headers).toEqual(headers);
		expect(readCredential(automatic(server, '', baseUrl)).headers).toEqual({});
	});
});

describe("what n8n's test of the credential asks for", () => {
	const ask = (server: string, baseUrl: string) => {
		const read = readCredential(automatic(server, 'k', baseUrl));
		return { ...questionFor(read), baseUrl: read.baseUrl };
	};

	test.each([
		['openrouter', '', 'https://openrouter.ai/api/v1/key', true],
		[
			...(['openrouter', 'https://relay.example.com/v1'] as const),
			...(['https://relay.example.com/v1/videos/models', false] as const),
		],
		['together', '', 'https://api.together.ai/v2/../v1/models', true],
		['merge', '', 'https://api-gateway.merge.dev/v1/models', false],
		['edenai', '', 'https://api.edenai.run/v3/videos?limit=1', true],
		[
			...(['automatic', 'https://api.eu.edenai.run'] as const),
			...(['https://api.eu.edenai.run/v3/videos?limit=1', true] as const),
		],
		['automatic', 'http://gpu:8000', 'http://gpu:8000/v1/models', false],
	])('of %s at "%s" is %s', (server, baseUrl, address, mustSucceed) => {
		const asked = ask(server, baseUrl);
		expect(`${asked.baseUrl}${asked.request.path}`).toBe(address);
		expect(asked.mustSucceed).toBe(mustSucceed);
	});
});

describe('the form', () => {
	const { properties } = new VideoGenerationApi();
	const field = (name: string) => properties.find((one) => one.name === name);

	test('shows the API Key with Automatic, and asks for no Base URL', () => {
		expect(field('authentication')?.default).toBe('automatic');
		expect(field('apiKey')?.displayOptions?.show?.authentication).toContain('automatic');
	});

	const baseUrls = properties.filter(({ name }) => name === 'baseUrl');

	test('has one Base URL for each server, with an example of its own, and requires none', () => {
		const servers = field('server')?.options?.map((option) => 'value' in option && option.value);
		expect(baseUrls.flatMap((one) => one.displayOptions?.show?.server)).toEqual(servers);
		expect(baseUrls.filter(({ required }) => required)).toEqual([]);
		for (const dialect of DIALECTS) {
			const { name } = dialect;
			const one = baseUrls.find(({ displayOptions }) => displayOptions?.show?.server?.[0] === name);
			expect(one?.placeholder).toBe(`e.g. ${baseUrlExample(dialect)}`);
			expect(one?.description?.startsWith('Leave it empty')).toBe(HOSTED.includes(dialect));
		}
	});

	test.each(properties.filter(({ type }) => type === 'notice').map((one) => [one.name, one]))(
		'%s is a list of which n8n keeps every tag',
		(_, { displayName }) => {
			expect(displayName).toMatch(
				/^<ul>(<li>([^<>]+|<a href="https:[^"<>]+" target="_blank">[^<>]+<\/a>)<\/li>)+<\/ul>$/,
			);
		},
	);

	test('names the hosted and the recognized servers, all of them', () => {
		for (const { displayName } of RECOGNIZED) {
			expect(field('automaticNotice')?.displayName).toContain(displayName);
		}
		for (const dialect of HOSTED) {
			expect(field(`${dialect.name}Notice`)?.displayName).toContain(
				`Leave it empty (it is ${ownAddress(dialect)})`,
			);
		}
	});
});

test('every hosted server is recognized by the host of its own address', () => {
	expect(HOSTED.filter((dialect) => !RECOGNIZED.includes(dialect))).toEqual([]);
});
