import type { IDataObject } from 'n8n-workflow';
import { fileOf } from './support/engine.mts';
import { byId, useStage } from './support/stage.mts';

// Options → Also Download: the thumbnail and the sprite sheet come along with the video.
const stage = useStage();
const options = { alsoDownload: ['thumbnail', 'spritesheet'] };
const CREATE = { operation: 'create', prompt: 'a lake', options };
const CONTENT = { method: 'GET', path: /\/content$/ };

const run = async (parameters: IDataObject, more = {}) => await stage.run({ parameters, ...more });

test.each(['create', 'remix', 'edit', 'extend', 'waitForCompletion', 'download'])(
	'%s: each file is in its own field',
	async (operation) => {
		const video = byId(await stage.api.createEnded());
		const { items, error } = await run({ ...CREATE, operation, video, seconds: '4' });
		expect(error).toBeUndefined();
		const [{ json, binary, pairedItem }] = items;
		expect(Object.keys(binary ?? {}).sort()).toEqual(['data', 'spritesheet', 'thumbnail']);
		expect(binary?.data.mimeType).toBe('video/mp4');
		expect(binary?.thumbnail).toMatchObject({ mimeType: 'image/webp' });
		expect(binary?.spritesheet).toMatchObject({ mimeType: 'image/jpeg' });
		expect(binary?.thumbnail.fileName).toBe(`${String(json.id)}-thumbnail.webp`);
		expect((await fileOf({ json, binary: { data: binary!.thumbnail } })).length).toBeGreaterThan(
			50,
		);
		expect(json).not.toHaveProperty('not_downloaded');
		expect(pairedItem).toEqual({ item: 0 });
	},
);

test('a server without a sprite sheet: the output says so, and the video is there', async () => {
	const body = { error: { message: 'Only the video can be downloaded' } };
	const afterVideo = { match: { path: '/content' }, skip: 1 };
	await stage.sandbox.fault({ ...afterVideo, fault: { status: 404, body } });
	const { items, error } = await run(CREATE);
	expect(error).toBeUndefined();
	const [{ json, binary }] = items;
	expect(Object.keys(binary ?? {}).sort()).toEqual(['data', 'thumbnail']);
	expect(json.not_downloaded).toEqual({
		spritesheet: `The server has no sprite sheet of the video ${String(json.id)}: Only the video can be downloaded (HTTP 404)`,
	});
});

test('Retry On Fail downloads nothing again, and creates nothing again', async () => {
	const fault = { status: 410, body: {} };
	await stage.sandbox.fault({ match: { path: '/content' }, times: 1, fault });
	const settings = { retryOnFail: true, maxTries: 2, waitBetweenTries: 10 };
	const { items, error } = await run(CREATE, { settings });
	expect(error).toBeUndefined();
	expect(Object.keys(items[0].binary ?? {})).toHaveLength(3);
	expect(await stage.sandbox.requests({ method: 'POST', path: /\/videos$/ })).toHaveLength(1);
	expect(await stage.sandbox.requests(CONTENT)).toHaveLength(4);
});

test.each([
	[
		'a field for two files',
		{ options: { ...options, binaryPropertyName: 'thumbnail' } },
		/cannot both go into/,
	],
	['a file that nobody has', { options: { alsoDownload: ['poster'] } }, /not "poster"/],
])('%s is refused before anything is sent', async (_, more, message) => {
	const { error } = await run({ ...CREATE, ...more });
	expect(error?.message).toMatch(message);
	expect(await stage.sandbox.requests()).toEqual([]);
});
