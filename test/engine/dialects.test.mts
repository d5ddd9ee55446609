import type { IDataObject } from 'n8n-workflow';
import { DIALECTS } from '../../protocol/dialects';
import { mp4Info } from '../support/mp4-info.mts';
import { startSandbox, type Sandbox } from '../support/sandbox.mts';
import { binaryItem } from './support/binary.mts';
import { ALL_OPERATIONS, DIALECT_CASES, type DialectCase } from './support/dialects.mts';
import {
	fileOf,
	runEngine,
	startEngine,
	stopEngine,
	type RunInput,
	type RunOutput,
} from './support/engine.mts';
import { byId } from './support/stage.mts';

beforeAll(startEngine);
afterAll(stopEngine);

// xAI's style has a path of its own.
const CREATE_PATH = /\/videos(\/generations)?$/;
const CREATE_RULE = { method: 'POST', path: CREATE_PATH.source };
const CREATE = { method: 'POST', path: CREATE_PATH };

function useDialect({ name, credential }: DialectCase) {
	const stage = {} as { sandbox: Sandbox; run(input: RunInput): Promise<RunOutput> };
	beforeAll(async () => {
		stage.sandbox = await startSandbox({ dialect: name, renderSeconds: 0.3 });
		stage.run = async (input) =>
			await runEngine(stage.sandbox, { ...input, credential: { server: name, ...credential } });
	});
	afterAll(async () => await stage.sandbox?.stop());
	beforeEach(async () => await stage.sandbox.reset());
	return stage;
}

describe.each(DIALECT_CASES.map((one) => [one.name, one] as const))(
	'sandbox dialect: %s',
	(name, dialect) => {
		const { model, seconds, size, modelSettings = {}, received, offers, derived = {} } = dialect;
		const stage = useDialect(dialect);
		const CREATE_PARAMETERS: IDataObject = {
			...{
				operation: 'create',
				prompt: 'a lake',
				model: byId(model),
				seconds,
				size,
				modelSettings,
			},
		};

		const { needsModel } = DIALECTS.find((one) => one.name === name) ?? {};
		if (needsModel) {
			test('a create without a model is refused before anything is sent', async () => {
				const parameters = { ...CREATE_PARAMETERS, model: byId('') };
				const { error } = await stage.run({ parameters });
				expect(error?.message).toContain('needs a model');
				expect(await stage.sandbox.requests(CREATE)).toEqual([]);
			});
		}

		async function created(returnWhat = 'job'): Promise<string> {
			const { items, error } = await stage.run({
				parameters: { ...CREATE_PARAMETERS, returnWhat },
			});
			expect(error).toBeUndefined();
			return String(items[0].json.id);
		}

		async function expectFile({ items, error }: RunOutput) {
			expect(error).toBeUndefined();
			expect(items).toHaveLength(1);
			expect(items[0].binary?.data).toMatchObject({ mimeType: 'video/mp4' });
			expect((await mp4Info(await fileOf(items[0]))).codec).toMatch(/^avc1/);
			return items[0].json;
		}

		const actions: Record<string, () => Promise<void>> = {
			async create() {
				const json = await expectFile(await stage.run({ parameters: CREATE_PARAMETERS }));
				expect(json).toMatchObject({ status: 'completed' });
				const [request] = await stage.sandbox.requests(CREATE);
				const body = request.body as IDataObject;
				expect('fields' in body ? body.fields : body).toEqual(received);
			},
			async retrieve() {
				const id = await created();
				const { items, error } = await stage.run({
					parameters: { operation: 'retrieve', video: byId(id) },
				});
				expect(error).toBeUndefined();
				expect(items[0].json).toMatchObject({ id });
				expect(['queued', 'in_progress']).toContain(items[0].json.status);
			},
			async list() {
				const ids = [await created(), await created()];
				const { items, error } = await stage.run({
					parameters: { operation: 'list', returnAll: true, options: dialect.listOptions ?? {} },
				});
				expect(error).toBeUndefined();
				expect(items.map(({ json }) => json.id).sort()).toEqual(ids.sort());
			},
			async delete() {
				const id = await created('video');
				const { items, error } = await stage.run({
					parameters: { operation: 'delete', video: byId(id) },
				});
				expect(error).toBeUndefined();
				expect(items[0].json).toEqual({ id, deleted: true });
				expect(await stage.sandbox.jobs()).toEqual([]);
			},
			async remix() {
				const id = await created('video');
				await expectFile(
					await stage.run({
						parameters: { operation: 'remix', video: byId(id), prompt: 'at night' },
					}),
				);
			},
			async download() {
				const id = await created('video');
				const json = await expectFile(
					await stage.run({ parameters: { operation: 'download', video: byId(id) } }),
				);
				expect(json).toMatchObject({ id, file: { mimeType: 'video/mp4' } });
			},
			async waitForCompletion() {
				const id = await created();
				const json = await expectFile(
					await stage.run({ parameters: { operation: 'waitForCompletion', video: byId(id) } }),
				);
				expect(json).toMatchObject({ id, status: 'completed' });
			},
			async edit() {
				const id = await created('video');
				const parameters = { ...derived, operation: 'edit', video: byId(id), prompt: 'snow' };
				await expectFile(await stage.run({ parameters }));
			},
			async extend() {
				const id = await created('video');
				const wish = { operation: 'extend', video: byId(id), prompt: 'on', seconds: '4' };
				await expectFile(await stage.run({ parameters: { ...derived, ...wish } }));
			},
			async createCharacter() {
				expect(await character()).toMatch(/^char_/);
			},
			async retrieveCharacter() {
				const id = await character();
				const { items, error } = await stage.run({
					parameters: { resource: 'character', operation: 'retrieve', characterId: id },
				});
				expect(error).toBeUndefined();
				expect(items[0].json).toMatchObject({ id, name: 'Mossy' });
			},
		};

		async function character(): Promise<string> {
			const { items } = await stage.run({ parameters: CREATE_PARAMETERS });
			const clip = await binaryItem('data', await fileOf(items[0]), 'a.mp4', 'video/mp4');
			const made = await stage.run({
				parameters: { resource: 'character', operation: 'create', characterName: 'Mossy' },
				items: [clip],
			});
			expect(made.error).toBeUndefined();
			return String(made.items[0].json.id);
		}

		const notOffered: Record<string, IDataObject> = {
			retrieve: { operation: 'retrieve', video: byId('x') },
			list: { operation: 'list' },
			delete: { operation: 'delete', video: byId('x') },
			remix: { operation: 'remix', video: byId('x'), prompt: 'y' },
			download: { operation: 'download', video: byId('x') },
			waitForCompletion: { operation: 'waitForCompletion', video: byId('x') },
			edit: { operation: 'edit', video: byId('x'), prompt: 'y' },
			extend: { operation: 'extend', video: byId('x'), prompt: 'y' },
			createCharacter: { resource: 'character', operation: 'create', characterName: 'M' },
			retrieveCharacter: { resource: 'character', operation: 'retrieve', characterId: 'c' },
		};

		test.each(offers)('%s', async (operation) => await actions[operation]());

		if (offers.includes('download')) {
			test('a thumbnail comes, or a message says that there is none', async () => {
				const id = await created('video');
				const parameters = { operation: 'download', video: byId(id), variant: 'thumbnail' };
				const { items, error } = await stage.run({ parameters });
				if (error === undefined) {
					expect(items[0].binary?.data).toMatchObject({ mimeType: 'image/webp' });
				} else {
					expect(error.message).toMatch(/no thumbnail of the video|does not offer any file except/);
					expect(error.description).toContain('Choose the variant Video');
				}
			});
		}

		test('a job that fails ends the wait with its reason', async () => {
			await stage.sandbox.fault({ match: CREATE_RULE, fault: { job: { outcome: 'failed' } } });
			const { error } = await stage.run({ parameters: CREATE_PARAMETERS });
			expect(error?.message).toMatch(/^The video \S+ failed: Video generation failed/);
		});

		test('a job that fails can be the output, with its reason', async () => {
			await stage.sandbox.fault({ match: CREATE_RULE, fault: { job: { outcome: 'failed' } } });
			const options = { onFailure: 'return' };
			const { items, error } = await stage.run({ parameters: { ...CREATE_PARAMETERS, options } });
			expect(error).toBeUndefined();
			const message = expect.stringContaining('Video generation failed');
			expect(items[0].json).toMatchObject({ status: 'failed', error: { message } });
		});

		const lacking = ALL_OPERATIONS.filter((operation) => !offers.includes(operation));
		if (lacking.length > 0) {
			test.each(lacking)('%s is refused by name, before anything is sent', async (operation) => {
				const { error } = await stage.run({ parameters: notOffered[operation] });
				expect(error?.message).toMatch(/ does not offer /);
				expect(error?.description).toMatch(/[a-z]/);
				expect(await stage.sandbox.requests()).toEqual([]);
			});
		}
	},
);
