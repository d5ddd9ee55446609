import { openai } from '../../protocol/dialects/servers/openai';
import { Characters } from '../../client/characters';
import { failureOf, useClient } from './support/stage.mts';

const stage = useClient();

async function form(): Promise<() => FormData> {
	const id = await stage.api.createEnded();
	const clip = await (await stage.api.call('GET', `/videos/${id}/content`)).blob();
	return () => {
		const data = new FormData();
		data.append('name', 'Ada');
		data.append('video', new Blob([clip], { type: 'video/mp4' }), 'ada.mp4');
		return data;
	};
}

test('a character is created and found again', async () => {
	const created = await stage.characters.create('Ada', await form());
	expect(created).toMatchObject({ name: 'Ada', created_at: expect.any(Number) });
	expect(await stage.characters.retrieve(created.id)).toEqual(created);
});

test('a refusal is reported in the words of the server', async () => {
	const error = await failureOf(stage.characters.create('Ada', () => new FormData()));
	expect(error.kind).toBe('refused');
	expect(error.message).toMatch(/^The server refused to create the character Ada \(HTTP 400\)/);
});

test.each([
	['a lost connection', { drop: 'after' }],
	['500', { status: 500, body: {} }],
	['a web page', { status: 200, body: '<html>', contentType: 'text/html' }],
	['a redirect', { status: 308, headers: { location: '/v2/videos/characters' }, body: '' }],
] as const)(
	'after %s nobody knows whether there is one, and it is not sent again',
	async (_, fault) => {
		const body = await form();
		const match = { path: 'characters$' };
		await stage.sandbox.fault({ match, fault: fault as never });
		const error = await failureOf(stage.characters.create('Ada', body));
		expect(error.kind).toBe('unknownOutcome');
		expect(error.message).toContain('whether the server created the character');
		expect(await stage.sandbox.requests({ path: /characters$/ })).toHaveLength(1);
	},
);

test('a character that does not exist is reported', async () => {
	const error = await failureOf(stage.characters.retrieve('char_none'));
	expect(error.details.httpStatus).toBe(404);
	expect(error.message).toContain('char_none');
});

test('nothing is sent to a server without characters', async () => {
	const characters = new Characters({ ...stage.server, dialect: { ...openai, offers: [] } });
	const error = await failureOf(characters.create('Ada', () => new FormData()));
	expect([error.kind, error.details.feature]).toEqual(['unsupported', 'characters']);
	expect(await stage.sandbox.requests()).toEqual([]);
});

test('a character that a safety filter refuses is reported as blocked', async () => {
	const body = { error: { code: 'moderation_blocked', message: 'A real person' } };
	await stage.sandbox.fault({ match: { method: 'POST' }, fault: { status: 400, body } });
	const form = () => {
		const data = new FormData();
		data.append('name', 'Ada');
		return data;
	};
	const error = await failureOf(stage.characters.create('Ada', form));
	expect(error).toMatchObject({
		kind: 'blocked',
		message:
			"The server's safety filter refused to create the character Ada (HTTP 400): A real person",
	});
});
