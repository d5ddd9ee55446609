import { describeModels } from '../../client/models';
import { providerOf } from '../../client/providers';
import type { Server } from '../../client/retrieve';
import { litellm } from '../../protocol/dialects/servers/litellm';
import {
	breakOff,
	say,
	startAnswering,
	type Answer,
	type AnsweringServer,
} from './support/answering.mts';
import { serverOf } from './support/stage.mts';
import { createTransport } from './support/transport.mts';

// The lists that a create asks a gateway for, and can do without.

let server: AnsweringServer;
const transport = createTransport('Bearer sk-table');
beforeAll(async () => (server = await startAnswering()));
afterAll(async () => {
	await transport.close();
	await server.stop();
});

const asked = (changes: Partial<Server> = {}) =>
	serverOf(transport, server.baseUrl, { dialect: litellm, ...changes });
const LIST = { data: [{ model_name: 'm', litellm_params: { model: 'fal_ai/x' } }] };

test('one list says whose a model is, and describes it', async () => {
	server.answer(say(200, LIST));
	expect(await providerOf(asked(), 'm')).toBe('fal_ai');
	expect([...((await describeModels(asked())) ?? new Map()).keys()]).toEqual(['m']);
});

test.each<[string, Answer]>([
	['a refusal', say(403, { error: { message: 'No' } })],
	['half a list', breakOff(200, JSON.stringify(LIST).slice(0, -1))],
	['a lost connection', (response) => response.destroy()],
	['no answer in time', () => undefined],
])('%s says nothing, and is no error', async (_, answer) => {
	server.answer(answer);
	const quick = asked({ timeoutMs: 1000 });
	expect(await providerOf(quick, 'm')).toBeUndefined();
	expect(await describeModels(quick)).toBeUndefined();
	expect(server.requests()).toBe(2);
});

test.each([
	['the provider', async (one: Server) => await providerOf(one, 'm')],
	['the models', async (one: Server) => await describeModels(one)],
])('a stop ends the question for %s', async (_, ask) => {
	const stop = new AbortController();
	server.answer(() => stop.abort());
	const stopped = asked({ transport: { ...transport, stopSignal: stop.signal } });
	await expect(ask(stopped)).rejects.toMatchObject({ kind: 'stopped' });
});
