import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { file } from '../fields/file';
import { CREATE_OPTIONS, options } from '../fields/options';
import { promptField } from '../fields/prompt';
import { returnWhat } from '../fields/returnWhat';
import { simplify } from '../fields/simplify';
import { sourceVideo } from '../fields/sourceVideo';
import { waiting } from '../fields/waiting';
import { edit } from '../runners/derive';

export const editOption: INodePropertyOptions = {
	name: 'Edit',
	value: 'edit',
	action: 'Edit a video',
	description: 'Make a new video that changes a finished one',
	routing: {
		request: { method: 'POST', url: '/videos/edits' },
		send: { paginate: true },
		operations: { pagination: edit },
	},
};

const show = { resource: ['video'], operation: ['edit'] };

export const editFields: INodeProperties[] = [
	...sourceVideo('edit'),
	promptField('edit', 'What should be changed in the video', 'e.g. Make it snow'),
	returnWhat('edit'),
	waiting({ show: { ...show, returnWhat: ['file', 'video'] } }),
	file({ show: { ...show, returnWhat: ['file'] } }),
	simplify('edit'),
	options('edit', CREATE_OPTIONS),
];
