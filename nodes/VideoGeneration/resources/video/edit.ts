import { afterCreate } from '../../afterCreate';
import { derivedParams } from '../../bodies';
import { createOnce } from '../../createOnce';
import { operation } from '../../operation';
import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { file } from '../../../shared/fields/file';
import { CREATE_OPTIONS, options } from '../../../shared/fields/options';
import { promptField } from '../../fields/prompt';
import { returnWhat } from '../../fields/returnWhat';
import { simplify } from '../../../shared/fields/simplify';
import { sourceVideo } from '../../fields/sourceVideo';
import { waiting } from '../../fields/waiting';

/** Makes a new video that changes a finished one, then goes on as *Return* says. */
const edit = operation(async (run) => {
	const { id, params } = await derivedParams(run);
	const created = await createOnce(run, async () => await run.videos.edit(id, params));
	return await afterCreate(run, created);
}, 'edit');

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
