import * as n8nWorkflow from 'n8n-workflow';
import type { IExecuteFunctions } from 'n8n-workflow';

// With an older n8n, a restart at the wrong moment leaves a parent waiting for ever, and before 2.27 a child's error is lost. The n8n that looks
// for such parents has this export in its n8n-workflow: 2.41, and 2.39.10; not 2.40 (read in their packages).
const LOOKS_AFTER_PARENTS = 'WAIT_FOR_SUB_EXECUTION' in n8nWorkflow;

/** Why n8n cannot park, as the user may read it. */
export const CANNOT_PARK =
	'only n8n 2.41 and later, and 2.39.10, can suspend a node, and "n8n execute" cannot';

/** Whether n8n can park this execution and surely goes on with it. `n8n execute` cannot. */
export function canPark(context: IExecuteFunctions): boolean {
	return LOOKS_AFTER_PARENTS && (context.getMode() as string) !== 'cli';
}
