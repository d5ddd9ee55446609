import { pages, type VideoPage } from '../../client/pages';
import { failureOf, useClient } from './support/stage.mts';

const stage = useClient();
const LIST = { method: 'GET', path: '/videos$' };
const BOUNDS = { pages: 20, videos: 1000 };

async function createSome(count: number): Promise<string[]> {
	const ids: string[] = [];
	for (let n = 0; n < count; n += 1) ids.push(await stage.api.create());
	return ids.reverse();
}

async function readAll(limit: number, bounds = BOUNDS): Promise<VideoPage[]> {
	const read: VideoPage[] = [];
	for await (const page of pages(stage.server, { goesOn: true }, () => limit, bounds)) {
		read.push(page);
	}
	return read;
}

const idsOf = (read: VideoPage[]) => read.map(({ videos }) => videos.map(({ video }) => video.id));

test('list gives a page and where the next one begins', async () => {
	const ids = await createSome(3);
	const first = await stage.videos.list({ limit: 2, goesOn: true });
	expect(first.data.map(({ id }) => id)).toEqual(ids.slice(0, 2));
	const second = await stage.videos.list({ limit: 2, after: first.after, goesOn: true });
	expect(second.data.map(({ id }) => id)).toEqual(ids.slice(2));
	expect(second.after).toBeUndefined();
});

test('list can begin with the oldest', async () => {
	const ids = await createSome(2);
	const { data } = await stage.videos.list({ limit: 10, order: 'asc', goesOn: false });
	expect(data.map(({ id }) => id)).toEqual([...ids].reverse());
});

test('pages gives every video once', async () => {
	const ids = await createSome(5);
	const read = await readAll(2);
	expect(idsOf(read)).toEqual([ids.slice(0, 2), ids.slice(2, 4), ids.slice(4)]);
	expect(read.map(({ isLast }) => isLast)).toEqual([false, false, true]);
});

test('pages ends where the server ignores "after"', async () => {
	const ids = await createSome(2);
	const again = {
		object: 'list',
		data: ids.map((id) => ({ id, status: 'queued' })),
		has_more: true,
	};
	await stage.sandbox.fault({ match: LIST, times: null, fault: { status: 200, body: again } });
	expect(idsOf(await readAll(2))).toEqual([ids, []]);
	expect(await stage.sandbox.requests({ method: 'GET' })).toHaveLength(2);
});

test('pages ends at its bounds, with an error', async () => {
	await createSome(4);
	for (const bounds of [
		{ pages: 3, videos: 1000 },
		{ pages: 20, videos: 3 },
	]) {
		const error = await failureOf(readAll(1, bounds));
		expect(error.message).toBe(
			"The server's list of videos is too long: 3 were read, and there are more",
		);
	}
});

test('a page without a list is reported', async () => {
	await stage.sandbox.fault({ match: LIST, fault: { status: 200, body: { hello: 1 } } });
	const error = await failureOf(stage.videos.list({ limit: 2, goesOn: false }));
	expect(error.kind).toBe('badAnswer');
});

test.each([
	['is larger than 2 MB', JSON.stringify({ data: [{ id: 'a'.repeat(3_000_000) }] }), 'too large'],
	['has a million entries', `[${'{},'.repeat(500_000)}{}]`, 'too many entries'],
	['is nested a thousand levels deep', '['.repeat(1000), 'nested too deep'],
])('a page that %s is refused', async (_, body, problem) => {
	await stage.sandbox.fault({
		match: LIST,
		fault: { status: 200, body, contentType: 'application/json' },
	});
	const error = await failureOf(stage.videos.list({ limit: 2, goesOn: false }));
	expect([error.kind, error.details.badAnswer]).toEqual(['badAnswer', 'tooLarge']);
	expect(error.message).toContain(problem);
});

test.each([404, 405, 501])('a server that answers %d has no list', async (status) => {
	await stage.sandbox.fault({ match: LIST, fault: { status, body: {} } });
	const error = await failureOf(stage.videos.list({ limit: 2, goesOn: false }));
	expect([error.kind, error.details.feature]).toEqual(['unsupported', 'list']);
});
