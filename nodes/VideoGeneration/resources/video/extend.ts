import { afterCreate } from '../../afterCreate';
import { derivedParams } from '../../bodies';
import { createPrepared } from '../../createOnce';
import { operation } from '../../operation';
import { updateDisplayOptions, type INodePropertyOptions } from 'n8n-workflow';
import { file } from '../../../shared/fields/file';
import { CREATE_VIDEO_OPTIONS, FILE_OPTIONS, options } from '../../../shared/fields/options';
import { MODEL_OF_VIDEO } from '../../fields/model';
import { promptField } from '../../fields/prompt';
import { RETURN_WHAT } from '../../fields/returnWhat';
import { secondsField } from '../../fields/size';
import { SIMPLIFY } from '../../../shared/fields/simplify';
import { SOURCE_VIDEO } from '../../fields/sourceVideo';
import { waiting } from '../../fields/waiting';

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
	description: 'Make a new video that goes on where a finished one ends',
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
		promptField('How the video should go on', 'e.g. The boat reaches the sea'),
		MODEL_OF_VIDEO,
		secondsField("How long the video goes on. Leave it empty to use the server's default."),
		RETURN_WHAT,
		waiting({ show: { returnWhat: ['file', 'video'] } }),
		file({ show: { returnWhat: ['file'] } }),
		SIMPLIFY,
		options([...CREATE_VIDEO_OPTIONS, ...FILE_OPTIONS]),
	],
);
