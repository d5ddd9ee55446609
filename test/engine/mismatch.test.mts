import type { IDataObject } from 'n8n-workflow';
import { startSandbox, type Sandbox } from '../support/sandbox.mts';
import { DIALECT_CASES, type DialectCase } from './support/dialects.mts';
import { runEngine, startEngine, stopEngine, type RunOutput } from './support/engine.mts';
import { byId } from './support/stage.mts';

// A credential whose Server does not fit what runs at its Base URL: each dialect against each other server.

beforeAll(startEngine);
afterAll(stopEngine);

// A wait of 12 s, and slack for a busy machine.
const LONGEST_MS = 30_000;
const BAD_WORDS =
	/\bat \w+ \(|node:internal|sk-sandbox|undefined|\[object|Cannot read|is not a function/;

function expectUsable(error: { message: string; description: string; json: string } | undefined) {
	if (error === undefined) return;
	expect(error.message).not.toMatch(BAD_WORDS);
	expect(error.description).not.toMatch(BAD_WORDS);
	expect(error.json).not.toContain('sk-sandbox');
	expect(error.description).toMatch(/[a-z]/);
}

// What the message says came back, and where it says to look.
const TELLS = /HTTP \d{3}|does not offer|does not take|was not found|no file|web page/i;
const NAMES_SETTING = /Server|Base URL|credential|Body Format|Extra Body|Return|ID of|API key/;

async function createAs(sandbox: Sandbox, real: DialectCase, chosen: DialectCase) {
	const { name, model, seconds, size, modelSettings = {} } = chosen;
	const parameters: IDataObject = {
		...{ operation: 'create', prompt: 'a lake', model: byId(model), seconds, size },
		...{ modelSettings, options: { timeout: 0.2, requestTimeout: 5 } },
	};
	return await runEngine(sandbox, { parameters, credential: { ...real.credential, server: name } });
}

async function waitAs(sandbox: Sandbox, real: DialectCase, { name }: DialectCase) {
	const own: IDataObject = {
		...{ operation: 'create', prompt: 'a lake', returnWhat: 'job' },
		...{ model: byId(real.model), seconds: real.seconds, size: real.size },
	};
	const credential = { server: real.name, ...real.credential };
	const made = await runEngine(sandbox, { parameters: own, credential });
	const video = byId(String(made.items[0].json.id));
	return await runEngine(sandbox, {
		parameters: { operation: 'waitForCompletion', video, options: { timeout: 0.2 } },
		credential: { ...real.credential, server: name },
	});
}

// Of all pairs, those that a user mixes up first: the reference's dialect, and the seven that come next in the list.
const NEXT = 7;

function othersThan(index: number): DialectCase[] {
	const [own, ...rest] = [...DIALECT_CASES.slice(index), ...DIALECT_CASES.slice(0, index)];
	const others = new Set([DIALECT_CASES[0], ...rest.slice(0, NEXT)]);
	others.delete(own);
	return [...others];
}

describe.each(DIALECT_CASES.map((real, index) => [real.name, real, index] as const))(
	'at a server that speaks %s',
	(_, real, index) => {
		const others = othersThan(index);
		const names = others.map(({ name }) => [name]);
		const creates: Record<string, RunOutput> = {};
		const waits: Record<string, RunOutput> = {};
		let sandbox: Sandbox;
		// All at once: most of it is waiting.
		beforeAll(async () => {
			sandbox = await startSandbox({ dialect: real.name, renderSeconds: 0.2 });
			const runs = others.map(async (chosen) => {
				creates[chosen.name] = await createAs(sandbox, real, chosen);
				waits[chosen.name] = await waitAs(sandbox, real, chosen);
			});
			await Promise.all(runs);
		});
		afterAll(async () => await sandbox?.stop());

		test.each(names)('Create as %s ends with the video, or says where to look', (name) => {
			const { items, error, durationMs } = creates[name];
			expect(durationMs).toBeLessThan(LONGEST_MS);
			expectUsable(error);
			if (error === undefined) {
				expect(items[0].json.status).toBe('completed');
				expect(items[0].binary?.data?.mimeType).toBe('video/mp4');
			} else {
				expect(error.message).toMatch(TELLS);
				expect(error.description).toMatch(NAMES_SETTING);
			}
		});

		test.each(names)('Wait for Completion as %s ends, or says where to look', (name) => {
			const { items, error, durationMs } = waits[name];
			expect(durationMs).toBeLessThan(LONGEST_MS);
			expectUsable(error);
			if (error === undefined) expect(items[0].binary?.data?.mimeType).toBe('video/mp4');
			else expect(error.description).toMatch(NAMES_SETTING);
		});
	},
);
