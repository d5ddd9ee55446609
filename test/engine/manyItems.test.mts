import { until } from '../support/until.mts';
import { byId, useStage } from './support/stage.mts';

const stage = useStage({ renderSeconds: 2 });
const ITEMS = 30;
const POLL = { method: 'GET', path: /\/videos\/[^/]+$/ };
const LIST = { method: 'GET', path: /\/videos$/ };

// Three prompts are three files to render, a second of work each; thirty would take the time of the test.
const prompts = Array.from({ length: ITEMS }, (_, item) => ({
	json: { prompt: `Lake ${item % 3}` },
}));
const create = { operation: 'create', prompt: '={{ $json.prompt }}' };

/** Whose file each item has, in the order of the items. */
function idsOf(items: Array<{ json: { id?: unknown } }>): unknown[] {
	return items.map(({ json }) => json.id);
}

test('many items wait together: a few lists say when their videos are ready, and each gets its own file', async () => {
	await stage.sandbox.settings({ renderSeconds: 120 });
	// All videos are ready at once: none is left to ask alone.
	const parameters = { ...create, options: { pollInterval: 3 } };
	const running = stage.run({ parameters, items: prompts });
	await until('all jobs, and a list', async () => {
		const jobs = await stage.sandbox.jobs();
		return jobs.length === ITEMS && (await stage.sandbox.requests(LIST)).length > 0;
	});
	await stage.sandbox.finishAll();
	const { items } = await running;
	const jobs = await stage.sandbox.jobs();
	expect(items.map(({ json }) => json.prompt)).toEqual(prompts.map(({ json }) => json.prompt));
	expect(new Set(idsOf(items))).toEqual(new Set(jobs.map(({ id }) => id)));
	expect(items.map(({ binary }) => binary?.data?.fileName)).toEqual(
		idsOf(items).map((id) => `${String(id)}.mp4`),
	);
	// On a slow machine, a few may ask before the tenth waits, from which on the list is read.
	expect((await stage.sandbox.requests(POLL)).length).toBeLessThan(10);
	expect((await stage.sandbox.requests(LIST)).length).toBeLessThan(ITEMS / 2);
}, 120_000);

test('a video that fails among them gives its own reason', async () => {
	await stage.sandbox.fault({
		match: { method: 'POST', path: '/videos$' },
		times: 1,
		fault: { job: { outcome: 'failed' } },
	});
	const { items, errorItems } = await stage.run({
		parameters: { ...create, returnWhat: 'video' },
		items: prompts,
		settings: { onError: 'continueErrorOutput' },
	});
	expect(items).toHaveLength(ITEMS - 1);
	const failed = (await stage.sandbox.jobs()).find(({ outcome }) => outcome === 'failed');
	const answer = await (await stage.api.call('GET', `/videos/${failed?.id}`)).json();
	const { error } = answer as { error: { message: string } };
	expect(errorItems).toHaveLength(1);
	expect(JSON.stringify(errorItems)).toContain(error.message);
});

test('with Simplify off, each item has what the server says about its own video', async () => {
	const { items } = await stage.run({
		parameters: { ...create, returnWhat: 'video', options: { simplify: false } },
		items: prompts,
	});
	for (const { json } of items) {
		const answer = await (await stage.api.call('GET', `/videos/${String(json.id)}`)).json();
		expect(json).toEqual(answer);
	}
});

test('where the list does not work, each item asks for itself', async () => {
	await stage.sandbox.fault({
		match: { method: 'GET', path: '/videos$' },
		times: null,
		fault: { status: 404, body: {} },
	});
	const { items } = await stage.run({ parameters: create, items: prompts });
	expect(items).toHaveLength(ITEMS);
	expect((await stage.sandbox.requests(POLL)).length).toBeGreaterThanOrEqual(ITEMS);
	expect((await stage.sandbox.requests(LIST)).length).toBeLessThan(5);
});

test('the same video in many items is waited for once by each', async () => {
	const id = await stage.api.create();
	const { items } = await stage.run({
		parameters: { operation: 'waitForCompletion', video: byId(id), downloadFile: false },
		items: prompts,
	});
	expect(idsOf(items)).toEqual(prompts.map(() => id));
});
