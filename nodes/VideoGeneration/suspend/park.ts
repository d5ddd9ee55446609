import type { Redaction } from '../../../client/redaction';
import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { parkSeconds } from './parkSeconds';
import type { WatchedVideo } from './watchedVideo';
import { childWorkflow } from './childWorkflow';
import { explainPark } from './explain';
import type { Suspension } from './settings';
import { toParked } from './parkedItems';

/**
 * Parks the execution in n8n's database: a child workflow checks the videos, and n8n goes on with what it returns.
 * @returns nothing while parked; the child's items where n8n did not park
 */
export async function park(
	context: IExecuteFunctions,
	watched: readonly WatchedVideo[],
	plan: Suspension,
	retryAfterMs: number,
	redaction: Redaction,
): Promise<INodeExecutionData[]> {
	const { id: workflowId = '', name = '' } = context.getWorkflow();
	const parent = { executionId: context.getExecutionId(), workflowId };
	const suspension = { ...plan, parent };
	const workflow = { name, settings: context.getWorkflowSettings() };
	const code = childWorkflow(context.getNode(), suspension, workflow) as Parameters<
		IExecuteFunctions['executeWorkflow']
	>[0]['code'];
	const seconds = parkSeconds(plan, watched, Date.now(), retryAfterMs);
	const result = await context.executeWorkflow(
		{ code },
		toParked(watched, seconds, redaction, parent),
		undefined,
		{
			parentExecution: { ...parent, shouldResume: true },
			executionMode: context.getMode(),
		},
	);
	if (!result.waitTill) return result.data[0] ?? [];
	explainPark(
		context,
		watched,
		seconds,
		{ executionId: result.executionId, workflowId },
		redaction,
	);
	return [];
}
