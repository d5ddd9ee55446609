import { setTimeout as sleep } from 'node:timers/promises';
import type { Execution } from '../../../host/execution.mts';
import type { Session } from '../../../host/session.mts';

/** A workflow's executions, oldest first; the children of suspended waits count as its own, too. */
export async function executionsOf(session: Session, workflowId: string): Promise<Execution[]> {
	const ids = await session.executionsOf(workflowId);
	const all = await Promise.all(ids.map(async (id) => ({ ...(await session.execution(id)), id })));
	return all.sort((one, other) => Number(one.id) - Number(other.id));
}

/** The executions that a user started, without the children of suspended waits. */
export async function parentsOf(session: Session, workflowId: string): Promise<Execution[]> {
	return (await executionsOf(session, workflowId)).filter(({ mode }) => mode !== 'integrated');
}

/** The children of a workflow's suspended waits. */
export async function childrenOf(session: Session, workflowId: string): Promise<Execution[]> {
	return (await executionsOf(session, workflowId)).filter(({ mode }) => mode === 'integrated');
}

/** Waits until something is there. @throws Error with what was wanted */
export async function until<T>(
	what: string,
	look: () => Promise<T | undefined | false>,
	waitMs = 120_000,
): Promise<T> {
	for (const deadline = Date.now() + waitMs; Date.now() < deadline; await sleep(300)) {
		const found = await look();
		if (found !== undefined && found !== false) return found;
	}
	throw new Error(`${what}: not within ${waitMs / 1000} s`);
}

/** Waits until a workflow has so many executions in a state. */
export async function untilParents(
	session: Session,
	workflowId: string,
	status: string,
	count = 1,
): Promise<Execution[]> {
	return await until(`${count} executions of ${workflowId} that are ${status}`, async () => {
		const all = (await parentsOf(session, workflowId)).filter((one) => one.status === status);
		return all.length >= count && all;
	});
}
