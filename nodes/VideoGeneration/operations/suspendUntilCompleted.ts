import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { options } from '../fields/options';
import { showFor } from '../fields/show';
import { simplify } from '../fields/simplify';
import { SUSPENDED_WAITING } from '../fields/suspendedWaiting';
import { videoLocator } from '../fields/videoLocator';
import { holdUntilCompleted } from '../runners/holdUntilCompleted';

// n8n runs the node's custom operation of this name; only as a tool of its MCP server it runs the routing, which waits in memory.
export const suspendUntilCompletedOption: INodePropertyOptions = {
	name: 'Suspend Until Completed',
	value: 'suspendUntilCompleted',
	action: 'Suspend until completion of videos',
	description:
		'Park the workflow until its videos are finished: nothing runs meanwhile, and a restart of n8n loses nothing. Download comes next.',
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
	...showFor('video', 'suspendUntilCompleted'),
};

export const suspendUntilCompletedFields: INodeProperties[] = [
	videoLocator('suspendUntilCompleted'),
	SUSPENDED_WAITING,
	simplify('suspendUntilCompleted'),
	options('suspendUntilCompleted'),
	SUSPENSION,
];
