import { failureOf, useClient } from './support/stage.mts';

const stage = useClient();
const RETRIEVE = { method: 'GET', path: '/videos/[^/]+$' };
const soon = { 'retry-after-ms': '5' };

test('retrieve gives the job', async () => {
	const id = await stage.api.createEnded();
	const { video } = await stage.videos.retrieve(id);
	expect(video).toMatchObject({ id, status: 'completed', progress: 100 });
});

test('an id that the server does not know is not found', async () => {
	const error = await failureOf(stage.videos.retrieve('video_none'));
	expect(error.kind).toBe('notFound');
	expect(error.message).toMatch(/^The video video_none was not found on the server \(HTTP 404\)/);
});

test('an id with slashes and signs arrives as it is', async () => {
	await failureOf(stage.videos.retrieve('a/../b?c#d:e='));
	const [{ path }] = await stage.sandbox.requests({ method: 'GET' });
	expect(decodeURIComponent(path)).toMatch(/\/videos\/a\/\.\.\/b\?c#d:e=$/);
	expect(path).not.toMatch(/b[?#]/);
});

test.each([429, 502, 503, 504])('it is sent again after %d', async (status) => {
	const id = await stage.api.create();
	await stage.sandbox.fault({
		match: RETRIEVE,
		times: 3,
		fault: { status, headers: soon, body: {} },
	});
	expect((await stage.videos.retrieve(id)).video.id).toBe(id);
	expect(stage.transport.pauses).toEqual([5, 5, 5]);
});

test('it is sent four times at most', async () => {
	await stage.sandbox.fault({
		match: RETRIEVE,
		times: null,
		fault: { status: 503, headers: soon, body: { error: { message: 'Overloaded' } } },
	});
	const error = await failureOf(stage.videos.retrieve('video_1'));
	expect(error.message).toContain('(HTTP 503): Overloaded');
	expect(await stage.sandbox.requests({ method: 'GET' })).toHaveLength(4);
});

test('a lost connection is tried again after about half a second', async () => {
	const id = await stage.api.create();
	await stage.sandbox.fault({ match: RETRIEVE, fault: { drop: 'before' } });
	expect((await stage.videos.retrieve(id)).video.id).toBe(id);
	expect(stage.transport.pauses).toHaveLength(1);
	expect(stage.transport.pauses[0]).toBeGreaterThanOrEqual(375);
	expect(stage.transport.pauses[0]).toBeLessThanOrEqual(625);
});

test('a refused key is reported at once', async () => {
	const error = await failureOf(
		stage.videosOf({ baseUrl: `${stage.sandbox.baseUrl}x` }).retrieve('video_1'),
	);
	expect(error.kind).toBe('notFound');
	await stage.sandbox.settings({ key: 'sk-other' });
	const refused = await failureOf(stage.videos.retrieve('video_1'));
	expect([refused.kind, refused.details.httpStatus]).toEqual(['refused', 401]);
	expect(stage.transport.pauses).toEqual([]);
});

test('a web page is a web page', async () => {
	await stage.sandbox.fault({
		match: RETRIEVE,
		fault: { status: 200, body: '<!doctype html><p>Hello', contentType: 'text/html' },
	});
	const error = await failureOf(stage.videos.retrieve('video_1'));
	expect([error.kind, error.details.badAnswer]).toEqual(['badAnswer', 'webPage']);
});

test('a job keeps all digits of its id, and the server gets them back', async () => {
	const body = '{"id":1734567890123456789,"status":"queued"}';
	await stage.sandbox.fault({
		match: { method: 'POST' },
		fault: { status: 200, body, contentType: 'application/json' },
	});
	const { video } = await stage.videos.create({ bodies: [() => ({ prompt: 'a' })] });
	expect(video.id).toBe('1734567890123456789');
	await failureOf(stage.videos.retrieve(video.id));
	const [{ path }] = await stage.sandbox.requests({ method: 'GET' });
	expect(path).toMatch(/\/1734567890123456789$/);
});

test('an answer that is no job is quoted', async () => {
	const id = await stage.api.create();
	const body = { code: 7, note: 'moved to task-99' };
	await stage.sandbox.fault({ match: { path: `${id}$` }, fault: { status: 200, body } });
	const error = await failureOf(stage.videos.retrieve(id));
	expect(error.kind).toBe('badAnswer');
	expect(error.message).toContain('task-99');
});
