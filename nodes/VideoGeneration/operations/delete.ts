import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { options } from '../fields/options';
import { videoLocator } from '../fields/videoLocator';
import { deleteVideo } from '../runners/delete';

export const deleteOption: INodePropertyOptions = {
	name: 'Delete',
	value: 'delete',
	action: 'Delete a video',
	description: 'Delete a video and its files from the server',
	routing: {
		request: { method: 'DELETE', url: '/videos/{id}' },
		send: { paginate: true },
		operations: { pagination: deleteVideo },
	},
};

export const deleteFields: INodeProperties[] = [videoLocator('delete'), options('delete')];
