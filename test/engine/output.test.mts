import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { ERROR, TOOL } from '../../scripts/output/outputs.mts';
import { readTypes } from '../../scripts/output/readTypes.mts';
import { itemSchema } from '../../scripts/output/schema.mts';
import { until } from '../support/until.mts';
import { binaryItem } from './support/binary.mts';
import { fileOf, type RunInput } from './support/engine.mts';
import { allFields, fieldsOf, mismatches, outputSchema } from './support/outputSchema.mts';
import { watch } from './support/poll.mts';
import { byId, useStage } from './support/stage.mts';
import { listen } from './support/webhook.mts';

/*
 * Real outputs against the schemas that are published for n8n's editor, and that docs/output.md has the fields of: each field has its type, and
 * none is missing.
 */
const stage = useStage({ renderSeconds: 0.2 });

const NODE = 'VideoGeneration/__schema__/v1.0.0';

/** Runs an operation; its items must fit its schema. */
async function run(
	parameters: IDataObject,
	more: Partial<RunInput> = {},
): Promise<INodeExecutionData[]> {
	const { items, error } = await stage.run({ ...more, parameters });
	expect(error).toBeUndefined();
	expect(items.length).toBeGreaterThan(0);
	const { resource = 'video', operation } = parameters;
	const schema = outputSchema(`${NODE}/${String(resource)}/${String(operation)}`);
	expect(items.flatMap(({ json }) => mismatches(schema, json))).toEqual([]);
	return items;
}

const RETRIEVES = { method: 'GET', path: '/videos/[^/]+$' };
const CREATE = { operation: 'create', prompt: 'a lake' };

/** Makes the server say more of a job than the reference does. */
async function tellMore(merge: Record<string, unknown>): Promise<void> {
	await stage.sandbox.fault({ match: RETRIEVES, times: null, fault: { merge } });
}

const FACTS = { seed: 7, usage: { cost: 0.5, is_byok: false }, currency: 'USD' };

async function severalFiles(): Promise<string> {
	const id = await stage.api.createEnded();
	const content = `${stage.sandbox.baseUrl}/videos/${id}/content`;
	await tellMore({ urls: [content, `${content}?variant=video`] });
	return id;
}

test('Create: what is known of a video that ended well', async () => {
	await tellMore(FACTS);
	const [{ json }] = await run({ ...CREATE, size: '720x1280', modelSettings: { seed: 7 } });
	expect(json).toMatchObject({ cost: 0.5, currency: 'USD', seed: 7, differences: [] });
	const differing = { ...CREATE, modelSettings: { framesPerSecond: 60 } };
	expect((await run(differing))[0].json.differences).toHaveLength(1);
	await run({ ...CREATE, returnWhat: 'video' });
	await run({ ...CREATE, returnWhat: 'job' });
});

test('a failed video that is returned', async () => {
	const failing = { ...CREATE, prompt: '[sandbox:fail]', options: { onFailure: 'return' } };
	const [{ json }] = await run(failing);
	expect(json).toHaveProperty('error.message');
});

test('a seed with more digits than a number can hold', async () => {
	await tellMore({ seed: '98765432109876543210' });
	const video = byId(await stage.api.createEnded());
	expect((await run({ operation: 'retrieve', video }))[0].json.seed).toBe('98765432109876543210');
});

test('Get, Get Many, Wait for Completion, Suspend Until Completed, Download', async () => {
	await tellMore(FACTS);
	const video = byId(await stage.api.createEnded());
	await run({ operation: 'retrieve', video });
	await run({ operation: 'list', returnAll: true });
	await run({ operation: 'waitForCompletion', video });
	await run({ operation: 'waitForCompletion', video, downloadFile: false });
	await run({ operation: 'suspendUntilCompleted', video }, { mode: 'cli' });
	for (const variant of ['video', 'thumbnail', 'spritesheet']) {
		await run({ operation: 'download', video, variant });
	}
});

test('Remix, Edit and Extend', async () => {
	const video = byId(await stage.api.createEnded());
	for (const operation of ['remix', 'edit', 'extend']) {
		await run({ operation, video, prompt: 'snow', seconds: '4' });
	}
});

test('Delete', async () => {
	const video = byId(await stage.api.createEnded());
	await run({ operation: 'delete', video });
});

test('several files, and the addresses of all', async () => {
	const video = byId(await severalFiles());
	const items = await run({ operation: 'waitForCompletion', video });
	expect(items.map(({ json }) => json.index)).toEqual([0, 1]);
	const [{ json }] = await run({ operation: 'retrieve', video });
	expect(json.urls).toHaveLength(2);
	await run({ operation: 'download', video });
});

test('the tool of an AI agent', async () => {
	const { items } = await stage.run({ parameters: CREATE, asTool: true });
	const [{ json }] = items;
	const { file_url, file_note, ...others } = json;
	const ofTool = itemSchema(readTypes([TOOL.source]).get(TOOL.source)!);
	expect(mismatches(ofTool, { file_url, file_note })).toEqual([]);
	expect(mismatches(outputSchema(`${NODE}/video/create`), others)).toEqual([]);
});

test('characters', async () => {
	const clip = await fileOf((await run(CREATE))[0]);
	const items = [await binaryItem('data', clip, 'a.mp4', 'video/mp4')];
	const creation = { resource: 'character', operation: 'create', characterName: 'Mossy' };
	const [{ json }] = await run(creation, { items });
	await run({ resource: 'character', operation: 'retrieve', characterId: String(json.id) });
});

test('the trigger, with files and without', async () => {
	const schema = outputSchema('VideoGenerationTrigger/__schema__/v1.0.0');
	const watcher = watch(stage.sandbox, { parameters: { downloadFile: true } });
	await watcher.poll();
	await stage.api.createEnded();
	const [withFile] = await watcher.poll();
	expect(withFile.json).toHaveProperty('file.bytes');
	await stage.sandbox.fault({
		match: { path: '/content' },
		times: null,
		fault: { status: 410 },
	});
	await stage.api.createEnded();
	await watcher.poll();
	await watcher.poll();
	const [without] = await watcher.poll();
	expect(without.json).toHaveProperty('file_error');
	expect([withFile, without].flatMap(({ json }) => mismatches(schema, json))).toEqual([]);
});

test('the webhook trigger', async () => {
	const { webhookSecret: signingSecret } = await stage.sandbox.settings();
	const listener = await listen(stage.sandbox, { scheme: 'standardWebhooks', signingSecret });
	try {
		await stage.sandbox.settings({ webhookUrl: listener.url });
		await stage.api.create();
		const started = async () => listener.started.length > 0;
		await until('an event', started, 10_000);
		expect(listener.started[0]).toHaveProperty('event.type');
		const schema = outputSchema('VideoGenerationWebhookTrigger/__schema__/v1.0.0');
		expect(listener.started.flatMap((json) => mismatches(schema, json))).toEqual([]);
	} finally {
		await listener.close();
	}
});

test('an error in the place of an item', async () => {
	const fields = readTypes([ERROR.source]).get(ERROR.source)!;
	const schema = itemSchema(fields);
	const settings = { onError: 'continueRegularOutput' as const };
	const failing = [
		{ ...CREATE, prompt: '[sandbox:fail]' },
		{ ...CREATE, prompt: '  ' },
		{ operation: 'retrieve', video: byId('nobody') },
	];
	const seen = new Set<string>();
	for (const parameters of failing) {
		const { items } = await stage.run({ parameters, settings });
		expect(items.flatMap(({ json }) => mismatches(schema, json))).toEqual([]);
		for (const { json } of items) fieldsOf(schema, json).forEach((field) => seen.add(field));
	}
	expect([...seen].sort()).toEqual(allFields(schema).sort());
});

test('a schema that does not fit is found out', () => {
	const schema = outputSchema(`${NODE}/video/create`);
	const odd = { id: 1, status: 'new', file: { width: '2' }, differences: [7], more: null };
	expect(mismatches(schema, odd)).toEqual([
		'item.id is number, not string',
		'item.status is new',
		'item.file.width is string, not number',
		'item.differences[0] is number, not string',
		'item.more is not in the schema',
	]);
});
