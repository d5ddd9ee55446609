import { itemsOf } from '../../../host/execution.mts';
import type { Session, WorkflowJson } from '../../../host/session.mts';
import type { Stage } from '../../n8n/support/stage.mts';
import { start, video, videoWorkflow } from '../../n8n/support/workflow.mts';
import { digestOfAnswer } from './digest.mts';
import { until } from '../../support/until.mts';
import type { Node, OpenPipeline, Pipeline, Place, ReceivedFile } from './pipeline.mts';

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

async function isParked(session: Session, execution: string): Promise<boolean> {
	return (await session.execution(execution)).status === 'waiting';
}

/** Runs a workflow by hand, or as whoever calls its webhook. */
async function execute(
	session: Session,
	workflow: WorkflowJson,
	open: OpenPipeline,
	waits = false,
) {
	const id = await session.createWorkflow(workflow);
	if (!open.call) {
		const execution = await session.run(id, start);
		if (waits) await until('n8n parks', async () => await isParked(session, execution), 60_000);
		return { execution: await session.finished(execution, EXECUTION_MS) };
	}
	await session.publish(id);
	const called = await open.call(session.url);
	const [execution] = await session.executionsOf(id);
	return { execution: await session.finished(execution, EXECUTION_MS), called };
}

/** What became of a pipeline: what was sent and what arrived, each in the same order. */
export interface Outcome {
	sent: ReceivedFile[];
	received: ReceivedFile[];
	/** Why the execution failed. */
	error?: string;
}

/** Runs a pipeline from the prompt to the receiver. */
export async function runPipeline(
	stage: Stage,
	place: Place,
	pipeline: Pipeline,
): Promise<Outcome> {
	const open = await pipeline.open(place);
	try {
		const { session } = stage;
		const id = open.credential && (await session.createCredential(open.credential));
		const workflow = workflowOf(stage, pipeline, open, id);
		const { execution, called } = await execute(session, workflow, open, pipeline.waits);
		const { message, description = '' } = execution.error ?? {};
		const failed = `${execution.lastNodeExecuted}: ${message} ${description}`;
		const received = called ?? (await open.received(execution));
		const files = itemsOf(execution, video).map(async ({ json, binary }) => ({
			sha256: await sent(stage, String(json.id)),
			type: binary?.data.mimeType,
			name: binary?.data.fileName,
		}));
		const byDigest = (a: ReceivedFile, b: ReceivedFile) => a.sha256.localeCompare(b.sha256);
		return {
			sent: (await Promise.all(files)).sort(byDigest),
			received: received.sort(byDigest),
			error: execution.status === 'success' ? undefined : failed,
		};
	} finally {
		await open.close();
	}
}
