import './support/ssrf.mts';
import { toNetworkError } from '../../client/networkError';
import { testSince } from './support/host.mts';
import { searchList } from './support/lists.mts';
import { watch } from './support/poll.mts';
import { useStage } from './support/stage.mts';
import { transportOf } from './support/transport.mts';

// Blocked by n8n: its own protection is on, and what it blocks is reported with n8n's setting that allows it.
const stage = useStage({ renderSeconds: 0.3, redirectContent: true });
const withProtection = testSince('2.41', 'an older n8n has no protection against SSRF');

const BLOCKED = "n8n's SSRF protection blocked the request to";
const HOW_TO_ALLOW =
	/^If you trust this address, allow it in n8n's environment variables: N8N_SSRF_ALLOWED_IP_RANGES .* N8N_SSRF_ALLOWED_HOSTNAMES/;
const allowedUrl = () => stage.sandbox.baseUrl.replace('127.0.0.1', 'localhost');

withProtection('a server at a blocked address, for a create that sends nothing', async () => {
	const { errorItems } = await stage.run({
		parameters: { operation: 'create', prompt: 'a lake' },
		settings: { onError: 'continueErrorOutput' },
	});
	expect(errorItems[0].json.error).toEqual({
		kind: 'forbidden',
		message: `${BLOCKED} 127.0.0.1 [item 0]`,
		hint: expect.stringMatching(HOW_TO_ALLOW),
	});
	expect(await stage.sandbox.requests()).toEqual([]);
});

withProtection('lists and triggers say so too', async () => {
	await expect(searchList(stage.sandbox, 'searchModels')).rejects.toThrow(`${BLOCKED} 127.0.0.1`);
	await expect(watch(stage.sandbox).poll()).rejects.toThrow(`${BLOCKED} 127.0.0.1`);
});

withProtection('a file at a blocked address names the video', async () => {
	const { error } = await stage.run({
		parameters: { operation: 'create', prompt: 'a lake' },
		credential: { baseUrl: allowedUrl() },
	});
	const [{ id }] = await stage.sandbox.jobs();
	expect(error?.message).toContain(`${BLOCKED} 127.0.0.1`);
	expect(error?.description).toMatch(HOW_TO_ALLOW);
	expect(error?.description).toContain(`"Wait for Completion" with the video ${id}`);
	expect(error?.description).not.toContain('Allow Files From Private Addresses');
	expect(await stage.sandbox.requests({ host: 'storage' })).toEqual([]);
});

withProtection('a server that is allowed by its name works', async () => {
	const { error } = await stage.run({
		parameters: { operation: 'list' },
		credential: { baseUrl: allowedUrl() },
	});
	expect(error).toBeUndefined();
});

withProtection('a blocked name', async () => {
	const { error } = await stage.run({
		parameters: { operation: 'list' },
		credential: { baseUrl: 'http://blocked.example/v1' },
	});
	expect(error?.message).toBe(`${BLOCKED} blocked.example [item 0]`);
	expect(error?.description).toContain('N8N_SSRF_BLOCKED_HOSTNAMES');
});

withProtection('a proxy at a blocked address', async () => {
	const { error } = await stage.run({
		parameters: { operation: 'list' },
		credential: { baseUrl: allowedUrl(), proxy: 'http://me:secret@127.0.0.1:3128' },
	});
	expect(error?.message).toBe(`${BLOCKED} the proxy 127.0.0.1 [item 0]`);
});

withProtection("a host that the credential's Allowed Domains do not include", async () => {
	const url = `${allowedUrl()}/videos`;
	const transport = transportOf({ allowedDomains: 'example.com' });
	const { signal } = new AbortController();
	const request = {
		method: 'GET' as const,
		url,
		headers: {},
		authenticated: true,
		timeoutMs: 1000,
	};
	const error = await transport.send({ ...request, signal }).catch((thrown: unknown) => thrown);
	expect(toNetworkError(transport.readError(error, url), url)).toMatchObject({
		reach: 'forbidden',
		rule: 'domain',
		message: 'The Allowed Domains of the credential do not include localhost',
	});
});
