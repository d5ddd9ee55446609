import { writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { errorText, type Execution } from '../host/execution.mts';
import { createHost } from '../host/n8n.mts';
import { sandboxCredential } from '../host/sandbox-credential.mts';
import type { Session, WorkflowJson } from '../host/session.mts';
import type { Sandbox } from '../test/support/sandbox.mts';
import { triggerName, type Credentials } from './contenders/contender.mts';

/** A running n8n with this package in it and the credentials of the sandbox. */
export interface N8n {
	credentials: Credentials;
	/** Runs a workflow to its end. @throws Error in n8n's words when it does not succeed */
	run(workflow: WorkflowJson, mostSeconds: number): Promise<Execution>;
	/**
	 * Runs a workflow so many times at once, to the end of all.
	 * @throws Error in n8n's words when one does not succeed
	 */
	runAtOnce(workflow: WorkflowJson, times: number, mostSeconds: number): Promise<Execution[]>;
	/**
	 * Waits until n8n has settled after its start or an execution, and forgets the peak of that.
	 * @returns what it holds now, in bytes
	 */
	settle(): Promise<number>;
	/** The most memory that n8n held since then, in bytes. @throws Error outside of Linux */
	peakMemory(): number;
	/** Ends it and removes its folder. */
	dispose(): Promise<void>;
}

const settleMs = 3000;
// seldom enough to cost n8n nothing; the times come from n8n's own record
const lookMs = 500;
const ended = ['success', 'error', 'canceled', 'crashed'];

/** @throws Error in n8n's words when it did not succeed */
function assertSuccess(name: string, execution: Execution, mostSeconds: number): void {
	if (execution.status === 'success') return;
	const why = errorText(execution) || `it was not done after ${mostSeconds} s`;
	throw new Error(`"${name}" ended as ${execution.status}: ${why}`);
}

/** Waits for the end of a workflow's only executions, looking at their list alone: their data may be large. */
async function untilEnded(session: Session, workflowId: string, mostSeconds: number) {
	for (const deadline = Date.now() + mostSeconds * 1000; ; await sleep(lookMs)) {
		const all = await session.summariesOf(workflowId);
		if (all.every(({ status }) => ended.includes(status)) || Date.now() > deadline) return all;
	}
}

/**
 * Starts a fresh n8n. Its files go to disk (n8n's filesystem mode).
 * @param onEnd is given what ends it, should the command end before
 * @param server which one the credential of this package's node says that the sandbox is
 */
export async function openN8n(
	sandbox: Sandbox,
	onEnd: (cleanUp: () => Promise<void>) => void,
	serverName = 'sandbox',
): Promise<N8n> {
	const host = await createHost();
	onEnd(async () => await host.dispose());
	const server = await host.start();
	const { session } = server;
	await session.signIn();

	async function save(name: string, type: string, data: Record<string, unknown>) {
		return { name, id: await session.createCredential({ name, type, data }) };
	}
	const own = sandboxCredential(sandbox.baseUrl, sandbox.key);
	const openAiData = { apiKey: sandbox.key, url: sandbox.baseUrl, header: false };
	const credentials: Credentials = {
		videoGenerationApi: await save('Sandbox', own.type, { ...own.data, server: serverName }),
		openAiApi: await save('Sandbox as OpenAI', 'openAiApi', openAiData),
	};

	function peakMemory(): number {
		const bytes = server.peakMemory();
		if (bytes === undefined) throw new Error('Peak memory can be read on Linux only.');
		return bytes;
	}

	return {
		credentials,
		async run(workflow, mostSeconds) {
			const id = await session.run(await session.createWorkflow(workflow), triggerName);
			const deadline = Date.now() + mostSeconds * 1000;
			for (;;) {
				await sleep(lookMs);
				const execution = await session.execution(id);
				if (!ended.includes(execution.status) && Date.now() < deadline) continue;
				assertSuccess(workflow.name, execution, mostSeconds);
				return execution;
			}
		},
		async runAtOnce(workflow, times, mostSeconds) {
			const workflowId = await session.createWorkflow(workflow);
			const start = async () => await session.run(workflowId, triggerName);
			await Promise.all(Array.from({ length: times }, start));
			const all = await untilEnded(session, workflowId, mostSeconds);
			const executions: Execution[] = [];
			for (const { id } of all) executions.push(await session.execution(id));
			for (const one of executions) assertSuccess(workflow.name, one, mostSeconds);
			return executions;
		},
		async settle() {
			await sleep(settleMs);
			// proc(5): 5 sets the peak (VmHWM) to what is held at this moment
			await writeFile(`/proc/${server.pid}/clear_refs`, '5');
			return peakMemory();
		},
		peakMemory,
		dispose: async () => await host.dispose(),
	};
}
