import { errorText, itemsOf } from '../../host/execution.mts';
import { openStage, type Stage } from '../n8n/support/stage.mts';
import { parentsOf, untilParents } from './support/executions.mts';
import { names, suspendWorkflow } from './support/suspendWorkflow.mts';
import { until } from '../support/until.mts';

jest.setTimeout(400_000);

describe('n8n is killed while three suspended videos render', () => {
	let stage: Stage;
	beforeAll(async () => (stage = await openStage()));
	afterAll(async () => await stage?.close());

	it('goes on by itself when it is started again: three files, none created twice', async () => {
		const { host, sandbox, server, credential } = stage;
		await sandbox.settings({ renderSeconds: 30 });
		const id = await server.session.createWorkflow(
			suspendWorkflow({ credential, prompts: ['A', 'B', 'C'], webhookPath: 'killed' }),
		);
		await server.session.publish(id);
		await server.session.callWebhook('killed', { prompts: ['A', 'B', 'C'] });
		await untilParents(server.session, id, 'waiting');
		process.kill(server.pid, 'SIGKILL');
		await server.ended;
		await server.stop();

		const { session } = await host.start();
		await session.signIn();
		const [execution] = await untilParents(session, id, 'success');
		const files = itemsOf(execution, names.done);
		const sizes = await Promise.all(
			files.map(async ({ binary }) => (await session.download(binary!.data)).length),
		);
		expect(sizes.filter((bytes) => bytes > 1000)).toHaveLength(3);
		expect(itemsOf(execution, names.suspend).map(({ json }) => json.status)).toEqual(
			Array(3).fill('completed'),
		);
		expect((await sandbox.stats()).created).toBe(3);
		expect(await parentsOf(session, id)).toHaveLength(1);
	});
});

describe('n8n is killed in the moment of a later check', () => {
	let stage: Stage;
	beforeAll(async () => (stage = await openStage()));
	afterAll(async () => await stage?.close());

	it('nobody waits for ever, and nothing passes for finished: the error names the video', async () => {
		const { host, sandbox, server, credential } = stage;
		await sandbox.settings({ renderSeconds: 1e6 });
		const id = await server.session.createWorkflow(
			suspendWorkflow({ credential, prompts: [], webhookPath: 'later' }),
		);
		await server.session.publish(id);
		// The first check is made at once, the second after 66 s; the third does not end.
		const polls = { method: 'GET', path: '/videos/[^/]+$' };
		await sandbox.fault({ match: polls, skip: 2, fault: { answerDelayMs: 600_000 } });
		await server.session.callWebhook('later', { prompts: ['A'] });
		const isThird = async () => (await sandbox.requests({ path: /\/videos\/[^/]+$/ })).length === 3;
		await until('the third check', isThird, 200_000);
		process.kill(server.pid, 'SIGKILL');
		await server.ended;
		await server.stop();

		const { session } = await host.start();
		await session.signIn();
		const [execution] = await untilParents(session, id, 'error');
		const [{ json }] = itemsOf(execution, names.create);
		const told = `${errorText(execution)} ${JSON.stringify(itemsOf(execution, names.suspend))}`;
		console.log(errorText(execution));
		expect(told).toContain(String(json.id));
		expect((await sandbox.stats()).created).toBe(1);
	});
});
