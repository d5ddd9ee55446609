import type { IDataObject, INode } from 'n8n-workflow';
import { startSandbox } from '../support/sandbox.mts';
import { until } from '../support/until.mts';
import { runEngine, type RunInput } from './support/engine.mts';
import { useStage } from './support/stage.mts';

// Busy: servers that render few videos at once. The node waits until they take a create, or does not ask for more than they take.
const stage = useStage();
const CREATE = { method: 'POST', path: '/videos$' };
const BUSY = { status: 409, body: { detail: 'A video generation is already in progress.' } };
const LIMIT = {
	status: 503,
	body: {
		error: {
			message: 'The limit of 1 concurrent tasks has been reached. Please try again later.',
		},
	},
};
const RETRIES = { retryOnFail: true, maxTries: 3, waitBetweenTries: 0 };

/** A create for each of so many items, with prompts such as "item 0". */
function creates(
	count: number,
	parameters: IDataObject = {},
	settings?: RunInput['settings'],
): RunInput {
	return {
		parameters: {
			operation: 'create',
			prompt: '={{ $json.prompt }}',
			returnWhat: 'video',
			...parameters,
		},
		items: Array.from({ length: count }, (_, n) => ({ json: { prompt: `item ${n}` } })),
		settings,
	};
}

const atOnce = (videosAtOnce: number) => ({ options: { videosAtOnce } });
const prompts = async () => (await stage.sandbox.jobs()).map(({ prompt }) => prompt);
const sent = async () => await stage.sandbox.requests({ method: 'POST', path: /\/videos$/ });
const names = (count: number) => Array.from({ length: count }, (_, n) => `item ${n}`);

describe('a server that is busy', () => {
	test('takes the create as soon as its other job has ended', async () => {
		await stage.sandbox.settings({ jobsAtOnce: 1, renderSeconds: 600 });
		const job = await stage.api.create({ prompt: 'another job' });
		const running = stage.run(creates(1, { returnWhat: 'job' }));
		await until('a second try', async () => (await sent()).length >= 3);
		await stage.sandbox.finish(job);
		const { items, error } = await running;
		expect(error).toBeUndefined();
		expect(items[0].json.status).toBe('queued');
		expect(await prompts()).toEqual(['another job', 'item 0']);
	});

	test('gets the items in their order, one at a time', async () => {
		await stage.sandbox.settings({ jobsAtOnce: 1, renderSeconds: 600 });
		let job = await stage.api.create({ prompt: 'another job' });
		const running = stage.run(creates(3));
		await until('a second try', async () => (await sent()).length >= 5);
		for (let created = 2; created <= 4; created += 1) {
			await stage.sandbox.finish(job);
			await until(`job ${created}`, async () => (await prompts()).length === created);
			job = (await stage.sandbox.jobs())[created - 1].id;
		}
		await stage.sandbox.finish(job);
		const { items, error } = await running;
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json.prompt)).toEqual(names(3));
		expect(await prompts()).toEqual(['another job', ...names(3)]);
		expect(await stage.sandbox.stats()).toMatchObject({ mostAtOnce: 1 });
	});

	test('with 503 is no unknown outcome', async () => {
		await stage.sandbox.fault({ match: CREATE, fault: LIMIT });
		const { items } = await stage.run(creates(1));
		expect(items[0].json.status).toBe('completed');
		expect(await sent()).toHaveLength(2);
	});

	test.each([
		['409', BUSY, 'A video generation is already in progress.'],
		['503', LIMIT, LIMIT.body.error.message],
	])('with %s at the timeout is named, with what to do', async (status, fault, words) => {
		await stage.sandbox.fault({ match: CREATE, times: null, fault });
		const { error } = await stage.run(creates(1, { options: { timeout: 0.02 } }));
		expect(error?.message).toBe(
			`The server is busy with another video and refused to create the video (HTTP ${status}): ${words} [item 0]`,
		);
		expect(error?.description).toMatch(/^Nothing was created\. Wait .*"Videos at Once" to 1/);
		expect(error?.json).not.toMatch(/change that field/i);
		expect((await sent()).length).toBeGreaterThan(1);
	});

	test('is not asked any more after Stop', async () => {
		await stage.sandbox.fault({ match: CREATE, times: null, fault: BUSY });
		const { status, durationMs } = await stage.run({
			...creates(2),
			stopWhen: async () => (await sent()).length > 2,
		});
		expect(status).toBe('canceled');
		expect(durationMs).toBeLessThan(30_000);
		const before = (await sent()).length;
		await new Promise((resolve) => setTimeout(resolve, 3000));
		expect(await sent()).toHaveLength(before);
	});
});

describe('Videos at Once', () => {
	test.each([1, 2])('%d: so many render at the same time, in order', async (most) => {
		const { items, error } = await stage.run(creates(5, atOnce(most)));
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json.status)).toEqual(Array(5).fill('completed'));
		expect(await prompts()).toEqual(names(5));
		expect(await stage.sandbox.stats()).toMatchObject({ mostAtOnce: most });
	});

	test('0: all at once', async () => {
		await stage.sandbox.settings({ renderSeconds: 2 });
		await stage.run(creates(4, atOnce(0)));
		expect(await stage.sandbox.stats()).toMatchObject({ mostAtOnce: 4 });
	});

	test.each([1, 2])('%d with Return: Job: waits for earlier jobs only to create', async (most) => {
		const { items, error } = await stage.run(creates(5, { returnWhat: 'job', ...atOnce(most) }));
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json.status)).toEqual(Array(5).fill('queued'));
		expect(await prompts()).toEqual(names(5));
		const jobs = await stage.sandbox.jobs();
		expect(await stage.sandbox.stats()).toMatchObject({ mostAtOnce: most });
		// Nobody needs the last places: their jobs are not asked for.
		expect(jobs.at(-1)?.polls).toBe(0);
	});

	test('with Return: Job polls end with the node', async () => {
		await stage.sandbox.settings({ renderSeconds: 600 });
		const running = stage.run(creates(3, { returnWhat: 'job', ...atOnce(2) }));
		await until('polls of both', async () => {
			const jobs = await stage.sandbox.jobs();
			return jobs.length === 2 && jobs.every(({ polls }) => polls > 0);
		});
		const [first] = await stage.sandbox.jobs();
		await stage.sandbox.finish(first.id);
		await running;
		const polls = async () => (await stage.sandbox.jobs())[1].polls;
		const before = await polls();
		await new Promise((resolve) => setTimeout(resolve, 2500));
		expect(await polls()).toBe(before);
	});

	test('a place is free before the download', async () => {
		await stage.sandbox.fault({ match: { path: 'content$' }, fault: { delayMs: 6000 } });
		await stage.run(creates(2, { returnWhat: 'file', ...atOnce(1) }));
		const [, second] = await stage.sandbox.jobs();
		const [{ at, durationMs }] = await stage.sandbox.requests({ path: /content$/ });
		expect(second.createdAt).toBeLessThan(at + Number(durationMs));
	});

	test("a job that never ends holds its place until the item's timeout, which begins with its create", async () => {
		await stage.sandbox.settings({ renderSeconds: 1 });
		await stage.sandbox.fault({ match: CREATE, fault: { job: { outcome: 'hang' } } });
		const options = { timeout: 0.05, videosAtOnce: 1 };
		const { items } = await stage.run(
			creates(4, { options }, { onError: 'continueRegularOutput' }),
		);
		expect(items.map(({ json }) => json.status)).toEqual([
			undefined,
			...Array(3).fill('completed'),
		]);
		expect(JSON.stringify(items[0].json.error)).toContain('was not finished after 0.05 minutes');
	});

	test.each([
		['is refused', { status: 400, body: { error: { message: 'No.' } } }],
		['has an unknown outcome', { drop: 'after' as const }],
	])('a create that %s gives its place back', async (_, fault) => {
		await stage.sandbox.fault({ match: CREATE, fault });
		const { items } = await stage.run(creates(3, atOnce(1), { onError: 'continueRegularOutput' }));
		expect(items.map(({ json }) => json.status)).toEqual([undefined, 'completed', 'completed']);
	});

	test('an item that fails before its create holds nobody up', async () => {
		const input = creates(3, { ...atOnce(1), seconds: '={{ $json.seconds }}' });
		input.items![0].json.seconds = 'many';
		const { items } = await stage.run({ ...input, settings: { onError: 'continueRegularOutput' } });
		expect(items.map(({ json }) => json.status)).toEqual([undefined, 'completed', 'completed']);
		expect(await prompts()).toEqual(names(3).slice(1));
	});

	test('Retry On Fail creates a failed video again, in a place', async () => {
		await stage.sandbox.fault({ match: CREATE, fault: { job: { outcome: 'failed' } } });
		const { items, error } = await stage.run(creates(2, atOnce(1), RETRIES));
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json.status)).toEqual(['completed', 'completed']);
		expect(await prompts()).toEqual(['item 0', 'item 1', 'item 0']);
		expect(await stage.sandbox.stats()).toMatchObject({ mostAtOnce: 1 });
	});

	test('Retry On Fail waits on for a video that renders, and creates nothing', async () => {
		await stage.sandbox.fault({ match: CREATE, fault: { job: { renderSeconds: 5 } } });
		const { items, error } = await stage.run(
			creates(2, { options: { timeout: 0.05, videosAtOnce: 1 } }, RETRIES),
		);
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json.status)).toEqual(['completed', 'completed']);
		expect(await prompts()).toEqual(names(2));
	});

	test('Stop ends the wait for a place', async () => {
		await stage.sandbox.settings({ renderSeconds: 600 });
		const { status, durationMs } = await stage.run({
			...creates(3, atOnce(1)),
			stopWhen: async () => (await stage.sandbox.jobs()).length > 0,
		});
		expect(status).toBe('canceled');
		expect(durationMs).toBeLessThan(30_000);
		expect(await prompts()).toEqual(['item 0']);
	});

	test('remix, edit and extend have it, too', async () => {
		const id = await stage.api.create({ prompt: 'a lake' });
		await stage.sandbox.finish(id);
		for (const operation of ['remix', 'edit', 'extend']) {
			const video = { __rl: true, mode: 'id', value: id };
			const source = operation === 'remix' ? {} : { videoSource: 'id' };
			const { items, error } = await stage.run(
				creates(3, { operation, video, ...source, ...atOnce(1) }),
			);
			expect(error).toBeUndefined();
			expect(items.map(({ json }) => json.status)).toEqual(Array(3).fill('completed'));
		}
		expect(await stage.sandbox.stats()).toMatchObject({ mostAtOnce: 1 });
	});

	test('a server that answers only when the video is done is asked for one at a time', async () => {
		const dynamo = await startSandbox({ dialect: 'dynamo', renderSeconds: 0.3 });
		try {
			const credential: INode['parameters'] = { server: 'dynamo', authentication: 'none' };
			const model = { __rl: true, mode: 'id', value: 'Wan-AI/Wan2.2-T2V-A14B' };
			const input = creates(3, { returnWhat: 'file', model, ...atOnce(1) });
			const { items, error } = await runEngine(dynamo, { ...input, credential });
			expect(error).toBeUndefined();
			expect(items.map(({ binary }) => binary?.data.mimeType)).toEqual(Array(3).fill('video/mp4'));
			expect((await dynamo.jobs()).map(({ prompt }) => prompt)).toEqual(names(3));
			expect(await dynamo.stats()).toMatchObject({ mostAtOnce: 1 });
		} finally {
			await dynamo.stop();
		}
	});

	test('must be a whole number', async () => {
		const { error } = await stage.run(creates(1, atOnce(-1)));
		expect(error?.message).toContain('Videos at Once must be a whole number, 0 or more, not "-1"');
		expect(await sent()).toEqual([]);
	});
});
