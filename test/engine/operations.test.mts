import { byId, useStage } from './support/stage.mts';
import { fileOf } from './support/engine.mts';
import { mp4Info } from '../support/mp4-info.mts';

const stage = useStage({ renderSeconds: 0.1 });

test('Get gives the video as it is now', async () => {
	const id = await stage.api.createEnded();
	const { items } = await stage.run({ parameters: { operation: 'retrieve', video: byId(id) } });
	expect(items).toEqual([
		{
			json: expect.objectContaining({ id, status: 'completed', progress: 100 }),
			pairedItem: { item: 0 },
		},
	]);
});

test('Get with Simplify off gives the untouched answer', async () => {
	const id = await stage.api.create();
	const { items } = await stage.run({
		parameters: { operation: 'retrieve', video: byId(id), options: { simplify: false } },
	});
	expect(items[0].json).toMatchObject({ id, object: 'video' });
});

test('an id of any characters reaches the server as one encoded segment', async () => {
	const id = 'sora-2:task/ü=%../x';
	const { error } = await stage.run({ parameters: { operation: 'retrieve', video: byId(id) } });
	expect(error?.message).toContain(id);
	const [request] = await stage.sandbox.requests();
	expect(request.path).toBe(`/v1/videos/${encodeURIComponent(id)}`);
});

test('Get Many returns up to the limit, newest first', async () => {
	const ids = [await stage.api.create(), await stage.api.create(), await stage.api.create()];
	const { items } = await stage.run({ parameters: { operation: 'list', limit: 2 } });
	expect(items.map(({ json }) => json.id)).toEqual([ids[2], ids[1]]);
	expect(items.every(({ pairedItem }) => (pairedItem as { item: number }).item === 0)).toBe(true);
});

test('Get Many goes through all pages', async () => {
	await Promise.all(Array.from({ length: 230 }, async () => await stage.api.create()));
	const { items } = await stage.run({ parameters: { operation: 'list', returnAll: true } });
	expect(new Set(items.map(({ json }) => json.id)).size).toBe(230);
	const pages = await stage.sandbox.requests({ method: 'GET' });
	expect(pages.map(({ query }) => query.limit)).toEqual(['100', '100', '100']);
});

test('Get Many takes order, after and status', async () => {
	const done = await stage.api.createEnded();
	await stage.sandbox.settings({ renderSeconds: 60 });
	const running = [await stage.api.create(), await stage.api.create()];
	const ascending = await stage.run({
		parameters: { operation: 'list', filters: { order: 'asc', after: done } },
	});
	expect(ascending.items.map(({ json }) => json.id)).toEqual(running);
	const completed = await stage.run({
		parameters: { operation: 'list', filters: { status: 'completed' } },
	});
	expect(completed.items.map(({ json }) => json.id)).toEqual([done]);
});

test('Get Many ends with a server that ignores "after"', async () => {
	const video = { id: 'video_1', object: 'video', status: 'completed' };
	await stage.sandbox.fault({
		match: { method: 'GET' },
		times: null,
		fault: { status: 200, body: { object: 'list', data: [video], has_more: true } },
	});
	const { items } = await stage.run({ parameters: { operation: 'list', returnAll: true } });
	expect(items).toHaveLength(1);
	expect(await stage.sandbox.requests()).toHaveLength(2);
});

test.each([
	['the reference', undefined],
	['a bare flag', { status: 200, body: { deleted: true } }],
	['the video itself', { status: 200, body: { id: 'x', status: 'deleted' } }],
	['nothing', { status: 204, body: '' }],
])('Delete gives {id, deleted} when the server answers with %s', async (_, fault) => {
	const id = await stage.api.create();
	if (fault) await stage.sandbox.fault({ match: { method: 'DELETE' }, fault });
	const { items } = await stage.run({ parameters: { operation: 'delete', video: byId(id) } });
	expect(items).toEqual([{ json: { id, deleted: true }, pairedItem: { item: 0 } }]);
});

test('Delete whose answer was lost is not an error', async () => {
	const id = await stage.api.create();
	await stage.sandbox.fault({ match: { method: 'DELETE' }, fault: { drop: 'after' } });
	const { items, error } = await stage.run({
		parameters: { operation: 'delete', video: byId(id) },
	});
	expect(error).toBeUndefined();
	expect(items[0].json).toEqual({ id, deleted: true });
	expect(await stage.sandbox.jobs()).toHaveLength(0);
});

test('Remix makes a new finished video of an old one', async () => {
	const id = await stage.api.createEnded();
	const { items, error } = await stage.run({
		parameters: {
			operation: 'remix',
			video: byId(id),
			prompt: 'the same at night',
			options: { extraBody: { seed: 1 } },
		},
	});
	expect(error).toBeUndefined();
	expect(items[0].json).toMatchObject({
		status: 'completed',
		prompt: 'the same at night',
		remixed_from_video_id: id,
	});
	expect(items[0].binary?.data.mimeType).toBe('video/mp4');
	const [request] = await stage.sandbox.requests({ method: 'POST', path: /remix$/ });
	expect(request.body).toEqual({ prompt: 'the same at night', seed: 1 });
});

const VIDEO_FACTS = {
	...{ width: 720, height: 1280, seconds: 4, framesPerSecond: 5 },
	...{ videoCodec: 'h264', hasAudio: false },
};

test.each([
	['video', 'video/mp4', '.mp4', VIDEO_FACTS],
	['thumbnail', 'image/webp', '-thumbnail.webp', {}],
	['spritesheet', 'image/jpeg', '-spritesheet.jpg', {}],
])('Download of the %s gives a file of its kind', async (variant, mimeType, ending, facts) => {
	const id = await stage.api.createEnded();
	const { items, error } = await stage.run({
		parameters: { operation: 'download', video: byId(id), variant },
	});
	expect(error).toBeUndefined();
	const bytes = await fileOf(items[0]);
	const fileName = `${id}${ending}`;
	expect(items[0].json).toEqual({
		id,
		variant,
		file: { name: fileName, mimeType, bytes: bytes.length, ...facts },
	});
	expect(items[0].binary?.data).toMatchObject({ mimeType, fileName });
	if (variant === 'video') expect((await mp4Info(bytes)).width).toBe(720);
});

test('Wait for Completion gives the finished video with its file, or without it', async () => {
	const id = await stage.api.create();
	const withFile = await stage.run({
		parameters: { operation: 'waitForCompletion', video: byId(id) },
	});
	expect(withFile.items[0].json).toMatchObject({ id, status: 'completed' });
	expect(withFile.items[0].binary?.data.fileName).toBe(`${id}.mp4`);
	const without = await stage.run({
		parameters: { operation: 'waitForCompletion', video: byId(id), downloadFile: false },
	});
	expect(without.items[0].binary).toBeUndefined();
});

test('n videos out of one item keep their pairing through the next operation', async () => {
	const ids = [await stage.api.create(), await stage.api.create()];
	const { items } = await stage.run({
		parameters: {
			operation: 'retrieve',
			video: '={{ {__rl: true, mode: "id", value: $json.id} }}',
		},
		items: ids.map((id) => ({ json: { id } })),
	});
	expect(items.map(({ json, pairedItem }) => [json.id, pairedItem])).toEqual(
		ids.map((id, item) => [id, { item }]),
	);
});
