import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { file } from '../fields/file';
import { CREATE_OPTIONS, options } from '../fields/options';
import { promptField } from '../fields/prompt';
import { returnWhat } from '../fields/returnWhat';
import { simplify } from '../fields/simplify';
import { videoLocator } from '../fields/videoLocator';
import { waiting } from '../fields/waiting';
import { remix } from '../runners/remix';

export const remixOption: INodePropertyOptions = {
	name: 'Remix',
	value: 'remix',
	action: 'Remix a video',
	description: 'Make a new video from a finished one and a new prompt',
	routing: {
		request: { method: 'POST', url: '/videos/{id}/remix' },
		send: { paginate: true },
		operations: { pagination: remix },
	},
};

const show = { resource: ['video'], operation: ['remix'] };

export const remixFields: INodeProperties[] = [
	videoLocator('remix'),
	promptField('remix', 'What should be different from the video', 'e.g. The same scene at night'),
	returnWhat('remix'),
	waiting({ show: { ...show, returnWhat: ['file', 'video'] } }),
	file({ show: { ...show, returnWhat: ['file'] } }),
	simplify('remix'),
	options('remix', CREATE_OPTIONS),
];
