import { afterCreate } from '../../afterCreate';
import { derivedParams } from '../../bodies';
import { createPrepared } from '../../createOnce';
import { operation } from '../../operation';
import { updateDisplayOptions, type INodePropertyOptions } from 'n8n-workflow';
import { CREATE_VIDEO_OPTIONS, options } from '../../../shared/fields/options';
import { MODEL } from '../../fields/model';
import { PROMPT } from '../../fields/prompt';
import { RETURN_OPTIONS, RETURN_WHAT } from '../../fields/returnWhat';
import { SECONDS } from '../../fields/size';
import { SOURCE_VIDEO } from '../../fields/sourceVideo';

/** Makes a new video that begins where a finished one ends, then goes on as *Return* says. */
const extend = operation(async (run) => {
	const created = await createPrepared(
		run,
		async () => await derivedParams(run, 'extend'),
		async ({ id, params }) => await run.videos.extend(id, params()),
	);
	return await afterCreate(run, created);
}, 'extend');

export const extendOption: INodePropertyOptions = {
	name: 'Extend',
	value: 'extend',
	action: 'Extend a video',
	description: 'Make a new video that continues a finished one',
	routing: {
		request: { method: 'POST', url: '/videos/extensions' },
		send: { paginate: true },
		operations: { pagination: extend },
	},
};

export const extendFields = updateDisplayOptions(
	{ show: { resource: ['video'], operation: ['extend'] } },
	[
		...SOURCE_VIDEO,
		PROMPT,
		MODEL,
		SECONDS,
		RETURN_WHAT,
		options([...CREATE_VIDEO_OPTIONS, ...RETURN_OPTIONS]),
	],
);
