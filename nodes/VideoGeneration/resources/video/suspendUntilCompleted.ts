import { keepingId, videoItem, waitForEnd } from '../../afterCreate';
import { operation } from '../../operation';
import { SUSPENDED_MINUTES } from '../../suspend/settings';
import { chosenVideo } from '../../videoId';
import { waitPlan } from '../../waitPlan';
import {
	updateDisplayOptions,
	type INodeProperties,
	type INodePropertyOptions,
} from 'n8n-workflow';
import { options } from '../../../shared/fields/options';
import { SIMPLIFY } from '../../../shared/fields/simplify';
import { SUSPENDED_WAIT_OPTIONS } from '../../fields/waiting';
import { VIDEO } from '../../fields/video';

// n8n runs the node's custom operation of this name; only as a tool of its MCP server it runs the routing, which waits in memory.
/**
 * Waits in memory where n8n cannot suspend: as a tool of n8n's MCP server, which calls the routing. Everywhere else n8n calls
 * `suspend/suspendUntilCompleted.ts`. It returns no file, as the suspended wait does not.
 */
const holdUntilCompleted = operation(async (run) => {
	const id = chosenVideo(run);
	const plan = waitPlan(run.options, SUSPENDED_MINUTES);
	const ended = await keepingId(run.videos.server, id, async () => await waitForEnd(run, id, plan));
	return [videoItem(run, ended)];
}, 'retrieve');

export const suspendUntilCompletedOption: INodePropertyOptions = {
	name: 'Suspend Until Completed',
	value: 'suspendUntilCompleted',
	action: 'Suspend until completion of videos',
	description:
		'Park the workflow until its videos are finished. Nothing runs meanwhile, and it survives a restart of n8n. Use Download next.',
	routing: {
		request: { method: 'GET', url: '/videos/{id}' },
		send: { paginate: true },
		operations: { pagination: holdUntilCompleted },
	},
};

// What the node's own child workflow hands to its checks.
const SUSPENSION: INodeProperties = {
	displayName: 'Suspension',
	name: 'suspension',
	type: 'hidden',
	default: '',
	description: 'The wait that this node checks for, in a workflow that the node itself runs',
};

export const suspendUntilCompletedFields = updateDisplayOptions(
	{ show: { resource: ['video'], operation: ['suspendUntilCompleted'] } },
	[VIDEO, options([...SUSPENDED_WAIT_OPTIONS, SIMPLIFY]), SUSPENSION],
);
