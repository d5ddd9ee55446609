import * as n8nWorkflow from 'n8n-workflow';
import type { IExecuteFunctions } from 'n8n-workflow';

// n8n-core 2.25.0 goes on with a child that failed as if it had not, 2.27.3 ends its parent with the child's error (both read). What
// tells them apart in a node is an export that n8n-workflow has since 2.27.2.
const RESUMES_WITH_ERRORS = 'isNodeClassInstance' in n8nWorkflow;

/** Whether n8n can park this execution: `n8n execute` cannot resume it, and an older n8n would lose errors. */
export function canPark(context: IExecuteFunctions): boolean {
	return RESUMES_WITH_ERRORS && (context.getMode() as string) !== 'cli';
}
