import { byId, useStage } from './support/stage.mts';

// The key, the extra headers and the extra query stay with the base URL's own origin.
const stage = useStage({ redirectContent: true, key: 'sk-very-secret-key' });
const EXTRA = {
	extraHeaders: { parameters: [{ name: 'X-Team', value: 'shorts' }] },
	extraQuery: { parameters: [{ name: 'tenant', value: 'acme' }] },
};

test.each([
	['a bearer token', { authentication: 'bearer' }],
	['a custom header', { authentication: 'header', headerName: 'x-api-key' }],
	['Basic', { authentication: 'basic', user: 'me', password: 'sk-very-secret-key' }],
])('nothing of the credential follows a redirect to the storage with %s', async (_, credential) => {
	const id = await stage.api.createEnded();
	const { items, error } = await stage.run({
		parameters: { operation: 'download', video: byId(id), options: EXTRA },
		credential,
	});
	expect(error).toBeUndefined();
	expect(items[0].binary?.data.mimeType).toBe('video/mp4');
	const [{ headers, query }] = await stage.sandbox.requests({ host: 'storage' });
	expect(JSON.stringify({ headers, query })).not.toMatch(/secret|shorts|acme/);
	expect(headers.authorization).toBeUndefined();
});

test('a storage that fails once is asked again', async () => {
	const id = await stage.api.createEnded();
	await stage.sandbox.fault({ match: { host: 'storage' }, fault: { status: 500, body: 'oops' } });
	const { error } = await stage.run({ parameters: { operation: 'download', video: byId(id) } });
	expect(error).toBeUndefined();
});

test('neither the key nor a signature of a URL stands in an error', async () => {
	const echo = 'Incorrect API key sk-very-secret-key, see https://s.example.com/f?sig=abcdef now';
	await stage.sandbox.fault({ fault: { status: 401, body: { error: { message: echo } } } });
	const { error } = await stage.run({ parameters: { operation: 'list' } });
	expect(error?.message).toBe(
		'The server refused to list the videos (HTTP 401): Incorrect API key ***, see https://s.example.com/f?… now [item 0]',
	);
	expect(error?.json).not.toMatch(/very-secret|abcdef/);
});

test('a create that is redirected sends nothing elsewhere', async () => {
	await stage.sandbox.fault({
		fault: {
			status: 308,
			headers: { location: `${stage.sandbox.storageOrigin}/v1/videos` },
			body: '',
		},
	});
	const { error } = await stage.run({ parameters: { operation: 'create', prompt: 'a lake' } });
	expect(error?.message).toContain(
		`The server answered with a redirect to ${stage.sandbox.storageOrigin}`,
	);
	expect(await stage.sandbox.requests({ host: 'storage' })).toHaveLength(0);
});
