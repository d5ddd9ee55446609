import { afterCreate } from '../../afterCreate';
import { remixParams } from '../../bodies';
import { createOnce } from '../../createOnce';
import { operation } from '../../operation';
import { chosenVideo } from '../../videoId';
import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { file } from '../../../shared/fields/file';
import { CREATE_OPTIONS, options } from '../../../shared/fields/options';
import { promptField } from '../../fields/prompt';
import { returnWhat } from '../../fields/returnWhat';
import { simplify } from '../../../shared/fields/simplify';
import { videoLocator } from '../../fields/videoLocator';
import { waiting } from '../../fields/waiting';

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
