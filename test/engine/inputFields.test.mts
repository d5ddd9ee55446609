import type { IDataObject } from 'n8n-workflow';
import { byId, useStage } from './support/stage.mts';

// Options → Include Input Fields: what came in travels with the video.
const stage = useStage();
const OPTIONS = { includeInputFields: true };
const ROW = { title: 'The lake', row: 7, tags: ['a', 'b'], id: 'row-7', prompt: 'a lake' };
const TRAVELS = { title: 'The lake', row: 7, tags: ['a', 'b'] };
const CREATE = { operation: 'create', prompt: '={{ $json.prompt }}' };

async function run(parameters: IDataObject, inputs: IDataObject[] = [ROW], more = {}) {
	const items = inputs.map((json) => ({ json }));
	const output = await stage.run({
		parameters: { options: OPTIONS, ...parameters },
		items,
		...more,
	});
	expect(output.error).toBeUndefined();
	return output;
}

test.each(['file', 'video', 'job'])('Create, Return: %s', async (returnWhat) => {
	const second = { ...ROW, title: 'The sea' };
	const { items } = await run({ ...CREATE, returnWhat }, [ROW, second]);
	expect(items.map(({ json }) => json.title)).toEqual(['The lake', 'The sea']);
	expect(items[0].json).toMatchObject({ ...TRAVELS, id: expect.stringMatching(/^video_/) });
});

test('without the option nothing travels', async () => {
	const { items } = await run({ ...CREATE, options: {} });
	expect(items[0].json).not.toHaveProperty('title');
});

test.each([
	...['retrieve', 'waitForCompletion', 'suspendUntilCompleted', 'download', 'delete', 'list'],
	...['remix', 'edit', 'extend'],
])('%s, from an item that is a video itself', async (operation) => {
	const id = await stage.api.createEnded();
	const earlier = { ...TRAVELS, id, status: 'completed', cost: 3, url: 'http://old/' };
	const wish = { video: byId('={{ $json.id }}'), prompt: 'snow', seconds: '4' };
	const { items } = await run({ ...wish, operation }, [earlier], { mode: 'cli' });
	expect(items[0].json).toMatchObject(TRAVELS);
	// Those of the earlier video would be taken for those of the new one.
	expect(items[0].json).not.toHaveProperty('cost');
	expect(items[0].json).not.toHaveProperty('url');
});

test("with Simplify off the server's answer wins", async () => {
	const { items } = await run({
		...CREATE,
		returnWhat: 'job',
		options: { ...OPTIONS, simplify: false },
	});
	expect(items[0].json).toMatchObject({ ...TRAVELS, object: 'video', status: 'queued' });
});

test('a field "error" stays behind: n8n would take the item for a failed one', async () => {
	const { items } = await run(CREATE, [{ ...ROW, error: 'of another node' }]);
	expect(items[0].json).toMatchObject(TRAVELS);
	expect(items[0].json).not.toHaveProperty('error');
});

test('an item that stands for an error has only that: n8n itself adds the input to the error output', async () => {
	const failing = [{ ...ROW, prompt: '[sandbox:fail]' }];
	const continuing = async (onError: string) =>
		await run(CREATE, failing, { settings: { onError } });
	const { items } = await continuing('continueRegularOutput');
	expect(Object.keys(items[0].json)).toEqual(['error']);
	const { errorItems } = await continuing('continueErrorOutput');
	expect(errorItems[0].json).toMatchObject({ ...TRAVELS, error: { kind: 'jobFailed' } });
});

test('as a tool of an AI agent', async () => {
	const { items } = await run(CREATE, [ROW], { asTool: true });
	expect(items[0].json).toMatchObject({ ...TRAVELS, status: 'completed' });
});
