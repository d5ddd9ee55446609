import { fileOf } from './support/engine.mts';
import { apiOf } from '../support/api.mts';
import { testSince } from './support/host.mts';
import { watch } from './support/poll.mts';
import { useStage } from './support/stage.mts';
import { startSandbox } from '../support/sandbox.mts';

const stage = useStage({ renderSeconds: 60 });

const idsOf = (items: Array<{ json: { id?: unknown } }>) => items.map(({ json }) => json.id);

async function createEnded(fields: Record<string, unknown> = {}): Promise<string> {
	const id = await stage.api.create(fields);
	await stage.sandbox.finish(id);
	return id;
}

const LISTS = { method: 'GET', path: /\/videos(\?|$)/ };
const FILES = { method: 'GET', path: /\/content/ };

describe('an activation', () => {
	test('emits nothing for the past, and then each video that ends, once', async () => {
		await createEnded();
		const running = await stage.api.create();
		const watcher = watch(stage.sandbox);
		expect(await watcher.poll()).toEqual([]);
		expect(await watcher.poll()).toEqual([]);
		await stage.sandbox.finish(running);
		const quick = await createEnded();
		const items = await watcher.poll();
		expect(idsOf(items)).toEqual([running, quick]);
		expect(items[0].json).toMatchObject({
			id: running,
			status: 'completed',
			prompt: 'a test card',
		});
		expect(items[0].json).not.toHaveProperty('object');
		expect(items[0].binary).toBeUndefined();
		expect(await watcher.poll()).toEqual([]);
	});

	test('emits the past where that is asked for', async () => {
		const ids = [await createEnded(), await createEnded()];
		const watcher = watch(stage.sandbox, { parameters: { options: { includePast: true } } });
		expect(idsOf(await watcher.poll())).toEqual(ids);
		expect(await watcher.poll()).toEqual([]);
	});

	test('after a restart goes on from what was stored; by a user, what ended meanwhile is past', async () => {
		const watcher = watch(stage.sandbox);
		await watcher.poll();
		const memory = watcher.memory();
		const id = await createEnded();
		const restarted = watch(stage.sandbox, { memory, activation: 'init' });
		expect(idsOf(await restarted.poll())).toEqual([id]);
		const again = watch(stage.sandbox, { memory, activation: 'activate' });
		expect(await again.poll()).toEqual([]);
		const next = await createEnded();
		expect(idsOf(await again.poll())).toEqual([next]);
	});

	test('fails with a message that says what to use instead where the server has no list', async () => {
		const bare = await startSandbox({ dialect: 'together' });
		try {
			for (const server of ['together', 'openai']) {
				const watcher = watch(bare, { credential: { server } });
				const error = await watcher.poll().catch((thrown: Error) => thrown);
				expect(error).toMatchObject({
					message: expect.stringMatching(
						/does not offer a list of its videos .*Use the node Video Generation instead: its operation Create waits/,
					),
				});
			}
		} finally {
			await bare.stop();
		}
	});

	test('fails with a plain message where the key is refused or the server is away', async () => {
		const wrong = watch(stage.sandbox, { credential: { apiKey: 'sk-wrong-4711' } });
		const error = (await wrong.poll().catch((thrown: Error) => thrown)) as Error;
		expect(error.message).toMatch(/refused to list the videos \(HTTP 401\).*Check the API key/);
		expect(JSON.stringify(error)).not.toContain('sk-wrong-4711');
		const away = watch({ baseUrl: 'http://127.0.0.1:9/v1', key: 'x' });
		await expect(away.poll()).rejects.toThrow(/could not be reached/);
	});
});

describe('what is emitted', () => {
	test.each([
		[['completed'], ['good']],
		[['failed'], ['bad']],
		[
			['completed', 'failed'],
			['good', 'bad'],
		],
	])('follows the events %j', async (events, names) => {
		const watcher = watch(stage.sandbox, { parameters: { events } });
		await watcher.poll();
		const ids = {
			good: await createEnded(),
			bad: await createEnded({ prompt: 'a [sandbox:fail] card' }),
		};
		const items = await watcher.poll();
		expect(idsOf(items)).toEqual(names.map((name) => ids[name as 'good' | 'bad']));
		expect(items.map(({ json }) => json.status)).toEqual(
			names.map((name) => (name === 'good' ? 'completed' : 'failed')),
		);
	});

	test('follows the model, and is the raw answer with Simplify off', async () => {
		const parameters = { model: 'SORA-2-pro', options: { simplify: false } };
		const watcher = watch(stage.sandbox, { parameters });
		await watcher.poll();
		await createEnded({ model: 'sora-2' });
		const id = await createEnded({ model: 'sora-2-pro' });
		const items = await watcher.poll();
		expect(idsOf(items)).toEqual([id]);
		expect(items[0].json).toMatchObject({ object: 'video' });
	});

	test('brings the file along, under the name and in the field that were chosen', async () => {
		const options = { fileName: 'clip', binaryPropertyName: 'movie' };
		const watcher = watch(stage.sandbox, { parameters: { downloadFile: true, options } });
		await watcher.poll();
		await createEnded();
		const [item] = await watcher.poll();
		expect(item.binary?.movie).toMatchObject({ fileName: 'clip.mp4', mimeType: 'video/mp4' });
		expect((await fileOf(item, 'movie')).subarray(4, 8).toString()).toBe('ftyp');
	});

	test('waits for a file that cannot be had, and comes without it after the third poll', async () => {
		const watcher = watch(stage.sandbox, { parameters: { downloadFile: true } });
		await watcher.poll();
		const id = await createEnded();
		await stage.sandbox.fault({ match: FILES_MATCH, times: null, fault: { status: 410 } });
		expect(await watcher.poll()).toEqual([]);
		const good = await stage.api.create();
		expect(await watcher.poll()).toEqual([]);
		const [item] = await watcher.poll();
		expect(item.json).toMatchObject({ id, status: 'completed' });
		expect(item.json.file_error).toMatch(new RegExp(`${id} is finished, but its file could not`));
		expect(item.json).not.toHaveProperty('error');
		await stage.sandbox.clearFaults();
		await stage.sandbox.finish(good);
		expect(idsOf(await watcher.poll())).toEqual([good]);
		expect(await watcher.poll()).toEqual([]);
	});
});

const FILES_MATCH = { method: 'GET', path: '/content' };
const LIST_MATCH = { method: 'GET', path: '/videos$' };

describe('a long list', () => {
	test('is read page by page only as far as anything may be news', async () => {
		await stage.sandbox.settings({ pageSize: 5 });
		const ids = await Promise.all(Array.from({ length: 23 }, async () => await stage.api.create()));
		const watcher = watch(stage.sandbox);
		await watcher.poll();
		for (const id of ids) await stage.sandbox.finish(id);
		expect(idsOf(await watcher.poll()).sort()).toEqual([...ids].sort());
		expect(await watcher.poll()).toEqual([]);
	});

	test('of which a page fails: what was seen is told, the rest in the next poll', async () => {
		await stage.sandbox.settings({ pageSize: 5 });
		const watcher = watch(stage.sandbox);
		await watcher.poll();
		const ids: string[] = [];
		for (let n = 0; n < 8; n += 1) ids.push(await createEnded());
		await stage.sandbox.fault({ match: LIST_MATCH, skip: 1, times: 4, fault: { status: 503 } });
		expect(idsOf(await watcher.poll())).toEqual(ids.slice(3));
		expect(idsOf(await watcher.poll())).toEqual(ids.slice(0, 3));
		expect(watcher.errors).toEqual([]);
	});

	test('of a server that ignores "after" ends, and what it does not show is asked for', async () => {
		await stage.sandbox.settings({ pageSize: 2 });
		const first = await stage.api.create();
		const watcher = watch(stage.sandbox);
		await watcher.poll();
		for (let n = 0; n < 3; n += 1) await stage.api.create();
		await stage.sandbox.finish(first);
		const [newest] = (await stage.sandbox.jobs()).reverse();
		const page = { data: [{ id: newest.id, status: 'queued', created_at: 1 }], has_more: true };
		await stage.sandbox.fault({
			match: LIST_MATCH,
			times: null,
			fault: { status: 200, body: page },
		});
		expect(idsOf(await watcher.poll())).toEqual([first]);
		expect(await watcher.poll()).toEqual([]);
	});
});

describe('trouble', () => {
	test('that passes is kept quiet, and raised once when it does not', async () => {
		const watcher = watch(stage.sandbox, { budgetMs: 300 });
		await watcher.poll();
		await stage.sandbox.fault({ match: LIST_MATCH, times: null, fault: { status: 503 } });
		for (let n = 0; n < 4; n += 1) expect(await watcher.poll()).toEqual([]);
		expect(watcher.errors).toEqual([]);
		for (let n = 0; n < 3; n += 1) expect(await watcher.poll()).toEqual([]);
		expect(watcher.errors).toHaveLength(1);
		await stage.sandbox.clearFaults();
		const id = await createEnded();
		expect(idsOf(await watcher.poll())).toEqual([id]);
		expect(watcher.memory()).not.toHaveProperty('trouble');
	});

	test('that lasts is raised at once, and once', async () => {
		const watcher = watch(stage.sandbox);
		await watcher.poll();
		await stage.sandbox.fault({
			match: LIST_MATCH,
			times: null,
			fault: { status: 401, body: { error: { message: 'The key was withdrawn.' } } },
		});
		for (let n = 0; n < 3; n += 1) expect(await watcher.poll()).toEqual([]);
		expect(watcher.errors).toHaveLength(1);
		expect(watcher.errors[0].message).toContain('The key was withdrawn.');
	});
});

test('a poll that is still under way is not joined by another', async () => {
	const watcher = watch(stage.sandbox);
	await watcher.poll();
	const id = await createEnded();
	await stage.sandbox.fault({ match: LIST_MATCH, fault: { answerDelayMs: 300 } });
	const before = (await stage.sandbox.requests(LISTS)).length;
	const both = await Promise.all([watcher.poll(), watcher.poll()]);
	expect(both.map(idsOf)).toEqual([[id], []]);
	expect(await stage.sandbox.requests(LISTS)).toHaveLength(before + 1);
});

test('a poll that read its memory before n8n stored the last emission tells nothing again', async () => {
	const start = { workflowId: 'close', activation: 'update' as const };
	const watcher = watch(stage.sandbox, start);
	await watcher.poll();
	const memory = watcher.memory();
	const first = await createEnded();
	expect(idsOf(await watcher.poll())).toEqual([first]);
	const stale = watch(stage.sandbox, { ...start, memory });
	expect(await stale.poll()).toEqual([]);
	expect(stale.memory()).toEqual(memory);
	const second = await createEnded();
	const fresh = watch(stage.sandbox, { ...start, memory: watcher.memory() });
	expect(idsOf(await fresh.poll())).toEqual([second]);
});

testSince('2.41', 'before, n8n gave a poll no time')(
	'downloads end with the time that n8n gives a poll, and come with the next one',
	async () => {
		const parameters = { downloadFile: true };
		const start = { parameters, budgetMs: 3000 };
		const watcher = watch(stage.sandbox, start);
		await watcher.poll();
		const id = await createEnded();
		await stage.sandbox.fault({ match: FILES_MATCH, fault: { body: { stallAt: 1000 } } });
		const started = Date.now();
		expect(await watcher.poll()).toEqual([]);
		expect(Date.now() - started).toBeLessThan(30_000);
		start.budgetMs = 60_000;
		const [item] = await watcher.poll();
		expect(item.json.id).toBe(id);
		expect(item.binary).toHaveProperty('data');
		expect((await stage.sandbox.requests(FILES)).length).toBe(2);
	},
);

test('an older host gives no such time: its downloads are waited for', async () => {
	const watcher = watch(stage.sandbox, { parameters: { downloadFile: true }, isOld: true });
	await watcher.poll();
	const id = await createEnded();
	await stage.sandbox.fault({ match: FILES_MATCH, fault: { answerDelayMs: 1500 } });
	const [item] = await watcher.poll();
	expect(item.json.id).toBe(id);
	expect(item.binary).toHaveProperty('data');
	expect((await stage.sandbox.requests(FILES)).length).toBe(1);
});

describe('Fetch test event', () => {
	test('gives the newest video that fits', async () => {
		await createEnded();
		const id = await createEnded();
		await stage.api.create();
		await createEnded({ prompt: 'a [sandbox:fail] card' });
		const watcher = watch(stage.sandbox, { mode: 'manual', activation: 'manual' });
		for (let n = 0; n < 2; n += 1) expect(idsOf(await watcher.poll())).toEqual([id]);
		expect(watcher.memory()).toEqual({});
	});

	test('says what to do when there is none', async () => {
		await stage.api.create();
		const watcher = watch(stage.sandbox, { mode: 'manual', activation: 'manual' });
		await expect(watcher.poll()).rejects.toMatchObject({
			message: 'No video on the server matches these settings yet',
			description: expect.stringContaining('Make a short video'),
		});
	});
});

test('a server whose list is empty at activation, and shows its past later, floods nobody', async () => {
	const trigger = watch(stage.sandbox);
	await stage.sandbox.fault({
		match: { method: 'GET', path: '/videos$' },
		fault: { status: 200, body: { object: 'list', data: [], has_more: false } },
	});
	const old = await createEnded();
	const longAgo = Math.floor(Date.now() / 1000) - 30 * 24 * 3600;
	expect(await trigger.poll()).toEqual([]);
	await stage.sandbox.fault({
		match: { method: 'GET', path: '/videos$' },
		fault: {
			status: 200,
			body: { data: [{ id: old, status: 'completed', created_at: longAgo }], has_more: false },
		},
	});
	expect(await trigger.poll()).toEqual([]);
	const fresh = await createEnded();
	expect((await trigger.poll()).map(({ json }) => json.id)).toContain(fresh);
});

test('with another server in its credential, the trigger begins anew', async () => {
	const first = watch(stage.sandbox);
	await first.poll();
	const other = await startSandbox({ renderSeconds: 0 });
	try {
		const otherApi = apiOf(other);
		await otherApi.createEnded();
		const memory = structuredClone(first.memory());
		const moved = watch(other, { memory, activation: 'update' });
		expect(await moved.poll()).toEqual([]);
		const fresh = await otherApi.createEnded();
		expect((await moved.poll()).map(({ json }) => json.id)).toEqual([fresh]);
	} finally {
		await other.stop();
	}
});
