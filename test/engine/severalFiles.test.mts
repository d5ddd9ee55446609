import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { fileOf } from './support/engine.mts';
import { watch } from './support/poll.mts';
import { byId, useStage } from './support/stage.mts';

// Several results: a job that has made two videos gives an item for each, paired with the input item.
const stage = useStage();
const RETRIES = { retryOnFail: true, maxTries: 3, waitBetweenTries: 0 };
const RETRIEVE = { method: 'GET', path: '/videos/[^/]+$' };
const CREATE = { operation: 'create', prompt: 'a lake' };

/** The two videos that each job says it has made: their places, and their bytes. */
async function twoVideos() {
	const ids = [
		await stage.api.createEnded({ prompt: 'a hill', size: '720x1280' }),
		await stage.api.createEnded({ prompt: 'a hill', size: '1280x720' }),
	];
	const bytes = await Promise.all(
		ids.map(async (id) => {
			const answer = await stage.api.call('GET', `/videos/${id}/content`);
			return Buffer.from(await answer.arrayBuffer());
		}),
	);
	const own = ids.map((id) => `(?!${id})`).join('');
	const match = { path: `/videos/${own}[^/]+/content$` };
	await stage.sandbox.fault({ match, times: null, fault: { status: 404, body: {} } });
	const paths = ids.map((id) => `/v1/videos/${id}/content`);
	const merge = { unsigned_urls: paths };
	await stage.sandbox.fault({ match: RETRIEVE, times: null, fault: { merge } });
	const downloads = async () => {
		const requests = await stage.sandbox.requests({ method: 'GET', path: /\/content$/ });
		return paths.map((path) => requests.filter((request) => request.path === path).length - 1);
	};
	return { ids, bytes, paths, urls: paths.map((path) => stage.sandbox.origin + path), downloads };
}

/** What an item says of its file, beside the id of the video. */
const told = ({ json, binary, pairedItem }: INodeExecutionData) => ({
	...{ index: json.index, url: json.url, pairedItem },
	...{ name: (json.file as IDataObject).name, stored: binary?.data.fileName },
});

const expected = (name: string, url: string | undefined, index: number, item?: number) => ({
	...{ index, url, pairedItem: item === undefined ? undefined : { item } },
	...{ name: `${name}-${index}.mp4`, stored: `${name}-${index}.mp4` },
});

test('Create: two items for each input item, each with a file, an index and a URL of its own', async () => {
	const { bytes, urls } = await twoVideos();
	const { items, error } = await stage.run({
		parameters: CREATE,
		items: [{ json: {} }, { json: {} }],
	});
	expect(error).toBeUndefined();
	const ids = (await stage.sandbox.jobs()).slice(2).map(({ id }) => id);
	const named = (item: number) => String(items[2 * item].json.id);
	expect([named(0), named(1)].sort()).toEqual([...ids].sort());
	expect(items.map(told)).toEqual(
		[0, 1].flatMap((item) => urls.map((url, n) => expected(named(item), url, n, item))),
	);
	for (const [n, item] of items.entries()) {
		expect(item.json).not.toHaveProperty('urls');
		expect(item.json.file).toMatchObject({ bytes: bytes[n % 2].length, width: [720, 1280][n % 2] });
		expect((await fileOf(item)).equals(bytes[n % 2])).toBe(true);
	}
});

test.each([
	['waitForCompletion', true],
	['download', false],
])('%s, with File Name and several input items', async (operation, hasUrl) => {
	const { bytes, urls } = await twoVideos();
	const ids = [await stage.api.createEnded(), await stage.api.createEnded()];
	const { items, error } = await stage.run({
		parameters: {
			operation,
			video: byId('={{ $json.id }}'),
			options: { fileName: '=clip {{ $itemIndex }}.mp4' },
		},
		items: ids.map((id) => ({ json: { id } })),
	});
	expect(error).toBeUndefined();
	expect(items.map(({ json }) => json.id)).toEqual([ids[0], ids[0], ids[1], ids[1]]);
	expect(items.map(told)).toEqual(
		[0, 1].flatMap((item) =>
			urls.map((url, n) => expected(`clip ${item}`, hasUrl ? url : undefined, n, item)),
		),
	);
	expect((await fileOf(items[3])).equals(bytes[1])).toBe(true);
});

test('Get gives one item with all URLs', async () => {
	const { urls } = await twoVideos();
	const video = byId(await stage.api.createEnded());
	const { items } = await stage.run({ parameters: { operation: 'retrieve', video } });
	expect(items.map(({ json }) => [json.url, json.urls])).toEqual([[urls[0], urls]]);
});

test('with Simplify off each item has the untouched answer, an index and its file', async () => {
	const { ids, paths } = await twoVideos();
	await stage.sandbox.clearFaults();
	const merge = { urls: paths };
	await stage.sandbox.fault({ match: RETRIEVE, times: null, fault: { merge } });
	const { items } = await stage.run({
		parameters: {
			operation: 'waitForCompletion',
			video: byId(ids[0]),
			options: { simplify: false },
		},
	});
	expect(items.map(({ json }) => [json.object, json.urls, json.index])).toEqual([
		['video', paths, 0],
		['video', paths, 1],
	]);
	expect(items[0].json).not.toHaveProperty('url');
});

test('the trigger with its file emits two items', async () => {
	const { bytes, paths, urls } = await twoVideos();
	const parameters = { downloadFile: true, options: { fileName: 'clip' } };
	const watcher = watch(stage.sandbox, { parameters });
	await watcher.poll();
	const id = await stage.api.createEnded();
	const job = (await (await stage.api.call('GET', `/videos/${id}`)).json()) as object;
	expect(job).toMatchObject({ unsigned_urls: paths });
	const body = { object: 'list', data: [job], has_more: false };
	const match = { method: 'GET', path: '/videos$' };
	await stage.sandbox.fault({ match, times: null, fault: { status: 200, body } });
	const items = await watcher.poll();
	expect(items.map(told)).toEqual(urls.map((url, n) => expected('clip', url, n)));
	expect(items.map(({ json }) => json.id)).toEqual([id, id]);
	expect((await fileOf(items[1])).equals(bytes[1])).toBe(true);
	expect(await watcher.poll()).toEqual([]);
});

describe('Retry On Fail', () => {
	const REFUSED = { status: 403, body: { error: { message: 'Not now' } } };

	/** The second file cannot be had a single time. */
	async function refuseOnce(path: string) {
		await stage.sandbox.fault({ match: { path: `${path}$` }, fault: REFUSED });
	}

	test('creates nothing again, and downloads only what is not stored', async () => {
		const { paths, urls, downloads } = await twoVideos();
		await refuseOnce(paths[1]);
		const { items, error } = await stage.run({
			parameters: CREATE,
			items: [{ json: {} }, { json: {} }],
			settings: RETRIES,
		});
		expect(error).toBeUndefined();
		expect(items.map(({ pairedItem }) => (pairedItem as { item: number }).item)).toEqual([
			...[0, 0, 1, 1],
		]);
		expect(items.map(({ json }) => json.url)).toEqual([...urls, ...urls]);
		expect(await stage.sandbox.jobs()).toHaveLength(4);
		expect(await downloads()).toEqual([2, 3]);
	});

	test('of Download downloads only what is not stored', async () => {
		const { paths, downloads } = await twoVideos();
		await refuseOnce(paths[1]);
		const ids = [await stage.api.createEnded(), await stage.api.createEnded()];
		const { items, error } = await stage.run({
			parameters: { operation: 'download', video: byId('={{ $json.id }}') },
			items: ids.map((id) => ({ json: { id } })),
			settings: RETRIES,
		});
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => [json.id, json.index])).toEqual(
			ids.flatMap((id) => [0, 1].map((n) => [id, n])),
		);
		expect(await downloads()).toEqual([2, 3]);
	});
});
