import { failureOf, useClient } from './support/stage.mts';

const stage = useClient();
const DELETE = { method: 'DELETE' };

test('delete removes the video', async () => {
	const id = await stage.api.createEnded();
	expect(await stage.videos.delete(id)).toEqual({ id, deleted: true });
	expect((await failureOf(stage.videos.retrieve(id))).kind).toBe('notFound');
});

test('a video that does not exist is not deleted', async () => {
	const error = await failureOf(stage.videos.delete('video_none'));
	expect([error.kind, error.details.videoId]).toEqual(['notFound', 'video_none']);
});

test('a video that the first try has deleted, without an answer, is deleted', async () => {
	const id = await stage.api.createEnded();
	await stage.sandbox.fault({ match: DELETE, fault: { drop: 'after' } });
	expect(await stage.videos.delete(id)).toEqual({ id, deleted: true });
	expect(await stage.sandbox.requests(DELETE)).toHaveLength(2);
});

test.each([
	['nothing', { status: 204, body: '' }],
	['an empty text', { status: 200, body: '' }],
	['deleted', { status: 200, body: { id: 'video_1', deleted: true } }],
	['a code of success', { status: 200, body: { code: 200, message: 'Deleted', data: {} } }],
	['the job', { status: 200, body: { id: 'video_1', status: 'deleted' } }],
	['a job that had failed', { status: 200, body: { id: 'video_1', status: 'failed', error: 'x' } }],
])('an answer with %s says that it is deleted', async (_, fault) => {
	await stage.sandbox.fault({ match: DELETE, fault });
	expect(await stage.videos.delete('video_1')).toEqual({ id: 'video_1', deleted: true });
});

test.each([
	['an error', { status: 200, body: { error: { message: 'You may not' } } }, 'refused'],
	[
		'the code of an error',
		{ status: 200, body: { code: 40001, message: 'You may not', data: null } },
		'refused',
	],
	['deleted: false', { status: 200, body: { id: 'video_1', deleted: false } }, 'refused'],
	['a web page', { status: 200, body: '<html>', contentType: 'text/html' }, 'badAnswer'],
	['no JSON', { status: 200, body: 'OK?', contentType: 'text/plain' }, 'badAnswer'],
	['a redirect', { status: 302, headers: { location: '/login' }, body: '' }, 'badAnswer'],
	['409', { status: 409, body: { error: { message: 'Still rendering' } } }, 'refused'],
])('an answer with %s does not', async (_, fault, kind) => {
	await stage.sandbox.fault({ match: DELETE, fault });
	expect((await failureOf(stage.videos.delete('video_1'))).kind).toBe(kind);
});
