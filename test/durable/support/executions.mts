import type { Execution } from '../../../host/execution.mts';
import type { ExecutionSummary, Session } from '../../../host/session.mts';
import { until } from '../../support/until.mts';

const isChild = ({ mode }: ExecutionSummary) => mode === 'integrated';

async function load(session: Session, summaries: ExecutionSummary[]): Promise<Execution[]> {
	const oldestFirst = [...summaries].sort((one, other) => Number(one.id) - Number(other.id));
	return await Promise.all(
		oldestFirst.map(async ({ id }) => ({ ...(await session.execution(id)), id })),
	);
}

/** The executions that a user started, without the children of suspended waits and without their data. */
export async function parentsOf(session: Session, workflowId: string): Promise<ExecutionSummary[]> {
	return (await session.summariesOf(workflowId)).filter((one) => !isChild(one));
}

/** The children of a workflow's suspended waits, oldest first. */
export async function childrenOf(session: Session, workflowId: string): Promise<Execution[]> {
	return await load(session, (await session.summariesOf(workflowId)).filter(isChild));
}

/** Waits until a workflow has so many executions in a state, oldest first. */
export async function untilParents(
	session: Session,
	workflowId: string,
	status: string,
	count = 1,
	waitMs = 120_000,
): Promise<Execution[]> {
	const found = await until(
		`${count} executions of ${workflowId} that are ${status}`,
		async () => {
			const all = (await parentsOf(session, workflowId)).filter((one) => one.status === status);
			return all.length >= count && all;
		},
		waitMs,
	);
	return await load(session, found);
}
