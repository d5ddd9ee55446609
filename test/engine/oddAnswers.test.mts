import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { DIALECT_CASES } from './support/dialects.mts';
import { binaryItem } from './support/binary.mts';
import { runEngine, startEngine, stopEngine } from './support/engine.mts';
import { startOddServer, type OddServer } from './support/odd-server.mts';
import { byId } from './support/stage.mts';

// Whatever a server answers, each item becomes an item or an error in plain words, and the node ends.

/** How many arbitrary and mutated answers the node is given in all. */
const ANSWERS = Number(process.env.FUZZ_ANSWERS ?? 16000);
// At once; fewer where there are few answers in all.
const ITEMS = Math.min(1000, Math.ceil(ANSWERS / 10));
const SEED = Number(process.env.FUZZ_SEED ?? 20261125);
const LONGEST_RUN_MS = 60_000;

const options = { timeout: 0.005, requestTimeout: 3 };
const video = byId('video_1');
const prompt = 'a lake';
const NEW: IDataObject = { prompt, seconds: '4', size: '720x1280', model: byId('m/1') };

const OPERATIONS: Record<string, IDataObject> = {
	create: { ...NEW, operation: 'create' },
	'create, the job': { ...NEW, operation: 'create', returnWhat: 'job' },
	'create, as JSON': { ...NEW, operation: 'create', options: { ...options, bodyFormat: 'json' } },
	retrieve: { operation: 'retrieve', video },
	'retrieve, raw': { operation: 'retrieve', video, options: { simplify: false } },
	list: { operation: 'list', returnAll: true },
	'list, by status': { operation: 'list', limit: 3, filters: { status: 'completed' } },
	delete: { operation: 'delete', video },
	remix: { operation: 'remix', video, prompt },
	edit: { operation: 'edit', video, prompt },
	extend: { operation: 'extend', video, prompt },
	download: { operation: 'download', video },
	'download, a thumbnail': { operation: 'download', video, variant: 'thumbnail' },
	waitForCompletion: { operation: 'waitForCompletion', video },
	createCharacter: { resource: 'character', operation: 'create', characterName: 'Mossy' },
	retrieveCharacter: { resource: 'character', operation: 'retrieve', characterId: 'char_1' },
};

const WITH_FILE = ['create', 'create, as JSON', 'remix', 'edit', 'extend', 'waitForCompletion'];
const STACK =
	/\bat \S+ \(.*:\d+:\d+\)|node:internal|Cannot read|is not a function|is not iterable|\[object /;

function expectError(error: unknown): void {
	const { message, hint = '' } = error as { message: string; hint?: string };
	expect(typeof message).toBe('string');
	expect(`${message} ${hint}`).not.toContain('sk-odd-4711');
	// What the server itself says may look like anything; the words around it may not.
	const own = message.split(': ')[0];
	expect(own).toMatch(/[a-z]{3}/);
	expect(own).not.toMatch(STACK);
}

function expectItem(name: string, { json, binary }: INodeExecutionData): void {
	expect(typeof json).toBe('object');
	// With Simplify off it is whatever the server said.
	if (name.endsWith('raw')) return;
	if (Object.keys(json).join() === 'error') return expectError(json.error);
	expect(json).not.toHaveProperty('error', null);
	if (!WITH_FILE.includes(name)) return;
	// Never "completed" without a result.
	expect(json.status).toBe('completed');
	expect(binary?.data?.mimeType).toMatch(/^\w+\/[\w.-]+$/);
}

/** Each input item has one output item, or one for each of its video's files, which are numbered. */
function expectOneEach(items: INodeExecutionData[]): void {
	const indexes = Array.from({ length: ITEMS }, (): unknown[] => []);
	for (const { json, pairedItem } of items) {
		indexes[(pairedItem as { item: number }).item].push(json.index);
	}
	for (const found of indexes) {
		expect(found.length).toBeGreaterThan(0);
		if (found.length > 1) expect(found).toStrictEqual([...found.keys()]);
	}
}

let server: OddServer;
let clip: INodeExecutionData;

beforeAll(async () => {
	await startEngine();
	const head = Buffer.from('\0\0\0\x18ftypisom\0\0\0\0', 'latin1');
	clip = await binaryItem('data', Buffer.concat([head, Buffer.alloc(64)]), 'a.mp4', 'video/mp4');
	server = await startOddServer(SEED);
});
afterAll(async () => {
	await server?.stop();
	stopEngine();
});

const names = Object.keys(OPERATIONS);

test.each(names.map((name, index) => [name, index] as const))(
	'%s',
	async (name, index) => {
		const until = server.answered() + ANSWERS / names.length;
		for (let round = index; server.answered() < until; round += 1) {
			const { name: chosen, credential, offers } = DIALECT_CASES[round % DIALECT_CASES.length];
			// Nothing is asked of a server that does not offer the operation.
			if (!offers.includes(name.split(',')[0])) continue;
			const { items, error, durationMs } = await runEngine(server, {
				parameters: { options, ...OPERATIONS[name] },
				items: Array.from({ length: ITEMS }, () => clip),
				settings: { onError: 'continueRegularOutput' },
				credential: { ...credential, server: chosen, apiKey: server.key },
			});
			expect(error).toBeUndefined();
			expect(durationMs).toBeLessThan(LONGEST_RUN_MS);
			if (!name.startsWith('list')) expectOneEach(items);
			for (const item of items) expectItem(name, item);
		}
	},
	15 * 60_000,
);

test('with On Error: Stop what ends the node is one NodeApiError', async () => {
	for (const name of names) {
		const { error } = await runEngine(server, {
			parameters: { options, ...OPERATIONS[name] },
			items: Array.from({ length: 40 }, () => clip),
			credential: { server: 'openai', apiKey: server.key },
		});
		expect([name, error && (JSON.parse(error.json) as { name: string }).name]).toEqual([
			name,
			'NodeApiError',
		]);
	}
});
