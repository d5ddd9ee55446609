import { afterCreate } from '../../afterCreate';
import { derivedParams } from '../../bodies';
import { createPrepared } from '../../createOnce';
import { operation } from '../../operation';
import { updateDisplayOptions, type INodePropertyOptions } from 'n8n-workflow';
import { CREATE_VIDEO_OPTIONS, options } from '../../../shared/fields/options';
import { MODEL } from '../../fields/model';
import { PROMPT } from '../../fields/prompt';
import { RETURN_OPTIONS, RETURN_WHAT } from '../../fields/returnWhat';
import { SOURCE_VIDEO } from '../../fields/sourceVideo';

/** Makes a new video that changes a finished one, then goes on as *Return* says. */
const edit = operation(async (run) => {
	const created = await createPrepared(
		run,
		async () => await derivedParams(run, 'edit'),
		async ({ id, params }) => await run.videos.edit(id, params()),
	);
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

export const editFields = updateDisplayOptions(
	{ show: { resource: ['video'], operation: ['edit'] } },
	[
		...SOURCE_VIDEO,
		PROMPT,
		MODEL,
		RETURN_WHAT,
		options([...CREATE_VIDEO_OPTIONS, ...RETURN_OPTIONS]),
	],
);
