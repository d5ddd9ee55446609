import { videoItem } from '../../afterCreate';
import { operation } from '../../operation';
import { chosenVideo } from '../../videoId';
import { updateDisplayOptions, type INodePropertyOptions } from 'n8n-workflow';
import { options } from '../../../shared/fields/options';
import { SIMPLIFY } from '../../../shared/fields/simplify';
import { VIDEO } from '../../fields/video';

/** Gets one video job as it is now. */
const retrieve = operation(
	async (run) => [videoItem(run, await run.videos.retrieve(chosenVideo(run)))],
	'retrieve',
);

export const retrieveOption: INodePropertyOptions = {
	name: 'Get',
	value: 'retrieve',
	action: 'Get a video',
	description: 'Get the status and the details of a video',
	routing: {
		request: { method: 'GET', url: '/videos/{id}' },
		send: { paginate: true },
		operations: { pagination: retrieve },
	},
};

export const retrieveFields = updateDisplayOptions(
	{ show: { resource: ['video'], operation: ['retrieve'] } },
	[VIDEO, options([SIMPLIFY])],
);
