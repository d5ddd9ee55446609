import type { ExecutionSummary, Session } from '../../host/session.mts';

const PAGE = 100;

interface Page {
	results: ExecutionSummary[];
	nextCursor?: string | null;
}

/** All executions of a workflow without their data, newest first, over as many pages as there are. */
export async function allSummariesOf(
	session: Session,
	workflowId: string,
): Promise<ExecutionSummary[]> {
	const filter = encodeURIComponent(JSON.stringify({ workflowId }));
	// One that ends meanwhile may stand on two pages.
	const all = new Map<string, ExecutionSummary>();
	let cursor: string | null | undefined;
	do {
		const from = cursor ? `&cursor=${encodeURIComponent(cursor)}` : '';
		const path = `/executions?filter=${filter}&limit=${PAGE}${from}`;
		const page = await session.rest<Page>('GET', path);
		for (const one of page.results) all.set(one.id, one);
		cursor = page.nextCursor;
	} while (cursor);
	return [...all.values()];
}
