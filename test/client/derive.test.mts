import { openai } from '../../protocol/dialects/servers/openai';
import { createOf, failureOf, useClient } from './support/stage.mts';

const stage = useClient();
const NEW = { bodies: [() => ({ prompt: 'the same at night' })] };
const bodyWith = (id: string) => ({ bodies: [() => ({ prompt: 'at night', video: { id } })] });

test('remix gives a new job that names the old one', async () => {
	const id = await stage.api.createEnded();
	const { video } = await stage.videos.remix(id, NEW);
	expect(video.id).not.toBe(id);
	expect(video).toMatchObject({ remixed_from_video_id: id, prompt: 'the same at night' });
});

test('edit gives a new job', async () => {
	const id = await stage.api.createEnded();
	const { video } = await stage.videos.edit(id, bodyWith(id));
	expect((await stage.sandbox.jobs()).map((job) => job.id)).toEqual([id, video.id]);
	expect(await stage.sandbox.requests({ path: /\/videos\/edits$/ })).toHaveLength(1);
});

test('extend gives a new, longer job', async () => {
	const id = await stage.api.createEnded({ seconds: '4' });
	const longer = { bodies: [() => ({ prompt: 'on', seconds: '4', video: { id } })] };
	const { video } = await stage.videos.extend(id, longer);
	expect(video).toMatchObject({ seconds: '8' });
});

const RETRIEVE = { method: 'GET', path: '/videos/[^/]+$' };

test('a video that must be named by its address is asked for it', async () => {
	const job = { id: 'v', status: 'done', video: { url: '/files/1.mp4' } };
	await stage.sandbox.fault({ match: RETRIEVE, fault: { status: 200, body: job } });
	expect(await stage.videos.urlOf('v')).toBe(`${stage.sandbox.origin}/files/1.mp4`);
});

test.each([
	['queued', /Wait for Completion/, {}],
	['failed', /Choose another video/, { status: 'failed', video: { url: '/f.mp4' } }],
	['completed', /From URL/, { status: 'done' }],
])('a video without a file (%s) is no source of another one', async (status, hint, job) => {
	const fault = { status: 200, body: { id: 'v', status: 'pending', ...job } };
	await stage.sandbox.fault({ match: RETRIEVE, fault });
	const error = await failureOf(stage.videos.urlOf('v'));
	expect(error.message).toBe(
		`The server gives no address for the file of the video v (status ${status})`,
	);
	expect([error.kind, error.details.hint]).toEqual(['input', expect.stringMatching(hint)]);
});

test('a remix of a video that does not exist says so', async () => {
	const error = await failureOf(stage.videos.remix('video_none', NEW));
	expect(error.kind).toBe('notFound');
	expect(error.details).toMatchObject({ videoId: 'video_none', httpStatus: 404 });
});

test.each(['remix', 'edit', 'extend'] as const)(
	'%s is sent once, whatever becomes of it',
	async (method) => {
		const id = await stage.api.createEnded();
		await stage.sandbox.fault({ match: { method: 'POST' }, fault: { drop: 'after' } });
		const error = await failureOf(stage.videos[method](id, bodyWith(id)));
		expect(error.kind).toBe('unknownOutcome');
		expect(await stage.sandbox.requests({ method: 'POST', path: /videos\/.+/ })).toHaveLength(1);
	},
);

test.each(['remix', 'edit', 'extend'] as const)(
	'%s is not sent to a server that does not offer it',
	async (method) => {
		const videos = stage.videosOf({ dialect: { ...openai, offers: ['retrieve'] } });
		const error = await failureOf(videos[method]('video_1', createOf()));
		expect([error.kind, error.details.feature]).toEqual(['unsupported', method]);
		expect(await stage.sandbox.requests()).toEqual([]);
	},
);

test.each(['', ' ', '.', '..'])('the id %j is refused before anything is sent', async (id) => {
	const error = await failureOf(stage.videos.remix(id, NEW));
	expect(error.kind).toBe('input');
	expect(await stage.sandbox.requests()).toEqual([]);
});
