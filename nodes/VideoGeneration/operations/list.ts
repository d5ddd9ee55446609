import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { options } from '../fields/options';
import { showFor } from '../fields/show';
import { simplify } from '../fields/simplify';
import { list } from '../runners/list';

export const listOption: INodePropertyOptions = {
	name: 'Get Many',
	value: 'list',
	action: 'Get many videos',
	description: 'Get the videos that the server knows',
	routing: {
		request: { method: 'GET', url: '/videos' },
		send: { paginate: true },
		operations: { pagination: list },
	},
};

const FILTERS: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add Filter',
	default: {},
	options: [
		{
			displayName: 'After',
			name: 'after',
			type: 'string',
			default: '',
			placeholder: 'e.g. video_68d7512d07848190b3e45da0ecbebcde',
			description: 'Return only the videos that come after the video with this ID in the list',
		},
		{
			displayName: 'Order',
			name: 'order',
			type: 'options',
			default: 'desc',
			description: 'How to sort the videos by the time of their creation',
			options: [
				{ name: 'Newest First', value: 'desc' },
				{ name: 'Oldest First', value: 'asc' },
			],
		},
		{
			displayName: 'Status',
			name: 'status',
			type: 'options',
			default: 'completed',
			description: 'Return only the videos in this state',
			options: [
				{ name: 'Completed', value: 'completed' },
				{ name: 'Failed', value: 'failed' },
				{ name: 'In Progress', value: 'in_progress' },
				{ name: 'Queued', value: 'queued' },
			],
		},
	],
	...showFor('video', 'list'),
};

export const listFields: INodeProperties[] = [
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		description: 'Whether to return all results or only up to a given limit',
		...showFor('video', 'list'),
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 50,
		description: 'Max number of results to return',
		displayOptions: { show: { resource: ['video'], operation: ['list'], returnAll: [false] } },
	},
	FILTERS,
	simplify('list'),
	options('list'),
];
