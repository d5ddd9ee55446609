import { itemsOf } from '../../../host/execution.mts';
import type { Session, WorkflowJson } from '../../../host/session.mts';
import type { Stage } from '../../n8n/support/stage.mts';
import { start, video, videoWorkflow } from '../../n8n/support/workflow.mts';
import { digestOfAnswer } from './digest.mts';
import type { Node, OpenPipeline, Pipeline, ReceivedFile } from './pipeline.mts';

const EXECUTION_MS = 150_000;

/** What the sandbox gives as a video's file. */
async function sent({ sandbox }: Stage, id: string): Promise<string> {
	const headers = { authorization: `Bearer ${sandbox.key}` };
	const answer = await fetch(`${sandbox.baseUrl}/videos/${id}/content`, { headers });
	return await digestOfAnswer(answer);
}

function withCredential(nodes: Node[], id: string | undefined): Node[] {
	return JSON.parse(JSON.stringify(nodes).replaceAll('"id":"receiver"', `"id":"${id}"`)) as Node[];
}

function workflowOf(stage: Stage, pipeline: Pipeline, open: OpenPipeline, id?: string) {
	const items = Array.from({ length: pipeline.videos ?? 1 }, (_, n) => ({
		prompt: `${pipeline.node} ${n}`,
	}));
	const nodes = withCredential(open.nodes, id);
	const workflow: WorkflowJson = videoWorkflow({
		credential: stage.credential,
		items,
		parameters: open.trigger && { prompt: pipeline.node },
	});
	const names = [video, ...nodes.map(({ name }) => name)];
	const inTurn = Object.fromEntries(
		names
			.slice(0, -1)
			.map((name, n) => [name, { main: [[{ node: names[n + 1], type: 'main', index: 0 }]] }]),
	);
	return {
		...workflow,
		name: pipeline.node,
		nodes: [
			...(open.trigger ? [open.trigger, ...workflow.nodes.slice(1)] : workflow.nodes),
			...nodes,
		],
		pinData: open.trigger ? {} : workflow.pinData,
		connections: { ...workflow.connections, ...inTurn, ...open.connections },
	};
}

/** Runs a workflow by hand, or as whoever calls its webhook. */
async function execute(session: Session, workflow: WorkflowJson, open: OpenPipeline) {
	if (!open.call) return { execution: await session.runToEnd(workflow, start, EXECUTION_MS) };
	const id = await session.createWorkflow(workflow);
	await session.publish(id);
	const called = await open.call(session.url);
	const [execution] = await session.executionsOf(id);
	return { execution: await session.finished(execution, EXECUTION_MS), called };
}

/** Runs a pipeline from the prompt to the receiver. @returns what was sent and what arrived, each in the same order */
export async function runPipeline(
	stage: Stage,
	pipeline: Pipeline,
): Promise<{ sent: ReceivedFile[]; received: ReceivedFile[] }> {
	const open = await pipeline.open();
	try {
		const { session } = stage;
		const id = open.credential && (await session.createCredential(open.credential));
		const workflow = workflowOf(stage, pipeline, open, id);
		const { execution, called } = await execute(session, workflow, open);
		if (execution.status !== 'success') {
			const { message, description } = execution.error ?? {};
			throw new Error(`${execution.lastNodeExecuted}: ${message} ${description ?? ''}`);
		}
		const received = called ?? (await open.received(execution));
		const files = itemsOf(execution, video).map(async ({ json, binary }) => ({
			sha256: await sent(stage, String(json.id)),
			type: binary?.data.mimeType,
			name: binary?.data.fileName,
		}));
		const byDigest = (a: ReceivedFile, b: ReceivedFile) => a.sha256.localeCompare(b.sha256);
		return { sent: (await Promise.all(files)).sort(byDigest), received: received.sort(byDigest) };
	} finally {
		await open.close();
	}
}
