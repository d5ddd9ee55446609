import fc from 'fast-check';
import { authHeaders, type Authentication, type KeyStyle } from '../../protocol/auth';
import { anyJson, RUNS } from './support/fuzz.mts';

const basic = (pair: string) => `Basic ${Buffer.from(pair, 'utf8').toString('base64')}`;

test.each<[string, Authentication, Record<string, string>]>([
	[
		'a bearer token',
		{ authentication: 'bearer', apiKey: 'sk-1' },
		{ Authorization: 'Bearer sk-1' },
	],
	['a key with a line end', { apiKey: ' sk-1\n' }, { Authorization: 'Bearer sk-1' }],
	['a key with "Bearer" before it', { apiKey: 'Bearer sk-1' }, { Authorization: 'Bearer sk-1' }],
	['the header of Azure', { authentication: 'header', apiKey: 'sk-1' }, { 'api-key': 'sk-1' }],
	[
		'a header of any name',
		{ authentication: 'header', headerName: ' x-api-key ', apiKey: 'sk-1' },
		{ 'x-api-key': 'sk-1' },
	],
	[
		'a raw key in Authorization',
		{ authentication: 'header', headerName: 'Authorization', apiKey: 'sk-1' },
		{ Authorization: 'sk-1' },
	],
	[
		'user and password',
		{ authentication: 'basic', user: 'jo', password: 'pä:ss' },
		{ Authorization: basic('jo:pä:ss') },
	],
	[
		'a ready token',
		{ authentication: 'basic', basicToken: 'am86eA==', user: 'x', password: 'y' },
		{ Authorization: 'Basic am86eA==' },
	],
	[
		'a key as most servers want it',
		{ authentication: 'automatic', apiKey: 'k' },
		{ Authorization: 'Bearer k' },
	],
	[
		'a ready token with "Basic" before it',
		{ authentication: 'basic', basicToken: 'Basic am86eA==' },
		{ Authorization: 'Basic am86eA==' },
	],
])('%s is sent', (_, credential, headers) => expect(authHeaders(credential)).toEqual(headers));

test.each<[KeyStyle, string, Record<string, string>]>([
	['bearer', 'sk-1', { Authorization: 'Bearer sk-1' }],
	['none', 'sk-1', { Authorization: 'Bearer sk-1' }],
	['basic', 'am86eA==', { Authorization: 'Basic am86eA==' }],
	['basic', 'Basic am86eA==', { Authorization: 'Basic am86eA==' }],
	[{ header: 'api-key' }, 'sk-1', { 'api-key': 'sk-1' }],
	[{ header: 'api-key' }, 'Bearer eyJ0', { Authorization: 'Bearer eyJ0' }],
	['bearer', '', {}],
	['none', ' ', {}],
	['basic', '', {}],
	[{ header: 'api-key' }, '', {}],
])('Automatic: a server that wants %j gets the key "%s" as %j', (wanted, apiKey, headers) => {
	expect(authHeaders({ authentication: 'automatic', apiKey }, wanted)).toEqual(headers);
	for (const authentication of ['bearer', 'none', 'header']) {
		const chosen = { authentication, headerName: 'x-key', apiKey };
		expect(authHeaders(chosen, wanted)).toEqual(authHeaders(chosen));
	}
});

test.each<Authentication>([
	{ authentication: 'none', apiKey: 'sk-1' },
	{ authentication: 'bearer', apiKey: '' },
	{ authentication: 'bearer' },
	{ authentication: 'header', headerName: 'x-api-key', apiKey: ' ' },
	{ authentication: 'basic', user: '', password: '', basicToken: '' },
	{},
])('%j sends no header', (credential) => expect(authHeaders(credential)).toEqual({}));

test('whatever the credential holds, one header at most is sent, and it says something', () => {
	const field = fc.oneof(
		anyJson,
		fc.constantFrom('automatic', 'bearer', 'header', 'basic', 'none'),
	);
	const credential = fc.record({
		authentication: field,
		apiKey: field,
		headerName: field,
		user: field,
		password: field,
		basicToken: field,
	});
	fc.assert(
		fc.property(credential, (given) => {
			const headers = Object.entries(authHeaders(given));
			expect(headers.length).toBeLessThanOrEqual(1);
			for (const [name, value] of headers) {
				expect(name.trim()).not.toBe('');
				expect(value.trim()).not.toBe('');
			}
		}),
		{ numRuns: RUNS },
	);
});
