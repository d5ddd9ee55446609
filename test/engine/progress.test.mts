import { until } from '../support/until.mts';
import { byId, useStage } from './support/stage.mts';

// While a node waits, n8n shows a spinner alone: what it knows goes to the console of the browser.
const stage = useStage({ renderSeconds: 1 });
const options = { pollInterval: 0.1 };
const CREATE = { operation: 'create', prompt: 'a lake', returnWhat: 'video', options };

test('a run by hand shows how far each video is', async () => {
	await stage.sandbox.settings({ renderSeconds: 600 });
	const running = stage.run({ parameters: CREATE });
	await until('two polls', async () => (await stage.sandbox.jobs())[0]?.polls > 1);
	await stage.sandbox.finishAll();
	const { items, shown } = await running;
	const id = String(items[0].json.id);
	expect(shown.length).toBeGreaterThan(1);
	expect(shown.every((line) => line.startsWith(`Video ${id}: `))).toBe(true);
	expect(shown.at(-1)).toMatch(/: completed, 100 % \(waited \d+ s\)$/);
	expect(new Set(shown).size).toBe(shown.length);
});

test('Wait for Completion, and Suspend Until Completed where it waits in memory', async () => {
	for (const operation of ['waitForCompletion', 'suspendUntilCompleted']) {
		const id = await stage.api.create();
		const parameters = { operation, video: byId(id), downloadFile: false, options };
		const { shown, error } = await stage.run({ parameters });
		expect(error).toBeUndefined();
		expect(shown.at(-1)).toContain(`Video ${id}: completed`);
	}
});

test('a run in production shows nothing', async () => {
	const { shown, error } = await stage.run({ parameters: CREATE, mode: 'trigger' });
	expect(error).toBeUndefined();
	expect(shown).toEqual([]);
});
