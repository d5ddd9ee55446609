import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { options } from '../fields/options';
import { simplify } from '../fields/simplify';
import { videoLocator } from '../fields/videoLocator';
import { retrieve } from '../runners/retrieve';

export const retrieveOption: INodePropertyOptions = {
	name: 'Get',
	value: 'retrieve',
	action: 'Get a video',
	description: 'Get the state and the details of a video',
	routing: {
		request: { method: 'GET', url: '/videos/{id}' },
		send: { paginate: true },
		operations: { pagination: retrieve },
	},
};

export const retrieveFields: INodeProperties[] = [
	videoLocator('retrieve'),
	simplify('retrieve'),
	options('retrieve'),
];
