import { unflatten } from '../../../host/execution.mts';
import { createHost, type Host, type Server } from '../../../host/n8n.mts';
import { sandboxCredential } from '../../../host/sandbox-credential.mts';
import type { CredentialJson, Session, WorkflowJson } from '../../../host/session.mts';
import { builtIn } from '../../n8n/support/workflow.mts';
import { startReceiver, type Receiver } from '../../n8n/support/receiver.mts';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../support/sandbox.mts';

/** Name of the trigger in the workflow. */
export const trigger = 'Finished';

/** An n8n that a test kills and starts again, a sandbox, and who hears of the videos that were told. */
export interface TriggerStage {
	sandbox: Sandbox;
	receiver: Receiver;
	credential: CredentialJson;
	session(): Session;
	/** Ends n8n with SIGKILL. */
	kill(): Promise<void>;
	/** Starts it again. */
	revive(): Promise<void>;
	/** The ids that the receiver got, in their order. */
	heard(): string[];
	/** The warnings and errors that n8n has printed since it was started last. */
	complaints(): Promise<string[]>;
	close(): Promise<void>;
}

/** @param environment more for n8n's */
export async function openTriggerStage(
	environment: Record<string, string> = {},
	options: SandboxOptions = {},
): Promise<TriggerStage> {
	const sandbox = await startSandbox({ renderSeconds: 3600, ...options });
	const receiver = await startReceiver();
	const host: Host = await createHost({ environment, withEditor: false });
	const close = async () => {
		await host.dispose();
		await receiver.close();
		await sandbox.stop();
	};
	try {
		let server: Server;
		const revive = async () => {
			server = await host.start();
			await server.session.signIn();
		};
		await revive();
		const template = sandboxCredential(sandbox.baseUrl, sandbox.key);
		const credential = { ...template, id: await server!.session.createCredential(template) };
		return {
			sandbox,
			receiver,
			credential,
			session: () => server.session,
			async kill() {
				process.kill(server.pid, 'SIGKILL');
				await server.ended;
				// the runners that it has started
				await server.stop();
			},
			revive,
			heard: () => receiver.uploads.map(({ body }) => (JSON.parse(String(body)) as Told).id),
			async complaints() {
				const lines = (await server.output()).split('\n');
				return lines.filter((line) => /error|warn|fail/i.test(line));
			},
			close,
		};
	} catch (error) {
		await close();
		throw error;
	}
}

/** Stores a workflow, publishes it, and waits until its first poll is over, which tells past from news. @returns its id */
export async function activate({ session }: TriggerStage, workflow: WorkflowJson): Promise<string> {
	const id = await session().createWorkflow(workflow);
	await session().publishAndWait(id);
	return id;
}

interface Told {
	id: string;
}

/** A workflow that posts each finished video's id to the receiver. @param seconds how often the trigger polls */
export function triggerWorkflow(
	{ credential, receiver }: Pick<TriggerStage, 'credential' | 'receiver'>,
	seconds = 2,
	parameters: Record<string, unknown> = {},
): WorkflowJson {
	const { id, name } = credential;
	// n8n refuses a rule that is due more often than once a minute, but not thirty rules.
	const item = Array.from({ length: 60 / seconds }, (_, n) => ({
		mode: 'custom',
		cronExpression: `${n * seconds} * * * * *`,
	}));
	const post = builtIn('Post', 'httpRequest', 4.2, {
		method: 'POST',
		url: receiver.url,
		sendBody: true,
		specifyBody: 'json',
		jsonBody: '={{ JSON.stringify({ id: $json.id }) }}',
	});
	return {
		name: 'Finished videos',
		nodes: [
			{
				id: 'node-under-test',
				name: trigger,
				type: 'n8n-nodes-video-generation.videoGenerationTrigger',
				typeVersion: 1,
				position: [0, 0],
				parameters: { pollTimes: { item }, ...parameters },
				credentials: { videoGenerationApi: { id, name } },
			},
			post,
		],
		connections: { [trigger]: { main: [[{ node: post.name, type: 'main', index: 0 }]] } },
		settings: { executionOrder: 'v1' },
	};
}

interface Stack {
	data: { main: Array<Array<{ json: Told }> | null> };
}

interface Stored {
	resultData?: { runData?: Record<string, Array<{ data?: Stack['data'] }>> };
	executionData?: { nodeExecutionStack?: Stack[] };
}

// An execution that was killed before its first node had run holds the items on its stack.
function toldBy({ resultData, executionData }: Stored): string[] {
	const ran = resultData?.runData?.[trigger]?.[0]?.data;
	const data = ran ?? executionData?.nodeExecutionStack?.[0]?.data;
	return (data?.main[0] ?? []).map(({ json }) => json.id);
}

/** The ids that all executions of a workflow were started for, those that were killed too. */
export async function toldTo(session: Session, workflowId: string): Promise<string[]> {
	const filter = encodeURIComponent(JSON.stringify({ workflowId }));
	const { results } = await session.rest<{ results: Array<{ id: string }> }>(
		'GET',
		`/executions?limit=100&filter=${filter}`,
	);
	const stored = await Promise.all(
		results.map(async ({ id }) => {
			const { data } = await session.rest<{ data: string }>('GET', `/executions/${id}`);
			return unflatten(data) as Stored;
		}),
	);
	return stored.flatMap(toldBy);
}

/** A list in random order. */
export function shuffled<T>(list: T[]): T[] {
	const keyed = list.map((value): [number, T] => [Math.random(), value]);
	return keyed.sort(([one], [other]) => one - other).map(([, value]) => value);
}
