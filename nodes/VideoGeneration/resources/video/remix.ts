import { afterCreate } from '../../afterCreate';
import { remixParams } from '../../bodies';
import { createOnce } from '../../createOnce';
import { operation } from '../../operation';
import { chosenVideo } from '../../videoId';
import { updateDisplayOptions, type INodePropertyOptions } from 'n8n-workflow';
import { CREATE_VIDEO_OPTIONS, options } from '../../../shared/fields/options';
import { PROMPT } from '../../fields/prompt';
import { RETURN_OPTIONS, RETURN_WHAT } from '../../fields/returnWhat';
import { VIDEO } from '../../fields/video';

/** Makes a new video of a finished one and a new prompt, then goes on as *Return* says. */
const remix = operation(async (run) => {
	const id = chosenVideo(run);
	const params = remixParams(run);
	const created = await createOnce(run, async () => await run.videos.remix(id, params));
	return await afterCreate(run, created);
}, 'remix');

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

export const remixFields = updateDisplayOptions(
	{ show: { resource: ['video'], operation: ['remix'] } },
	[VIDEO, PROMPT, RETURN_WHAT, options([...CREATE_VIDEO_OPTIONS, ...RETURN_OPTIONS])],
);
