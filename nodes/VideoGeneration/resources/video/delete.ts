import { operation } from '../../operation';
import { toItem } from '../../../shared/items';
import { chosenVideo } from '../../videoId';
import { updateDisplayOptions, type INodePropertyOptions } from 'n8n-workflow';
import { options } from '../../../shared/fields/options';
import { VIDEO_TO_DELETE } from '../../fields/video';

/** Deletes a video. Whatever shape the server's own answer has, the item is `{id, deleted: true}`. */
const deleteVideo = operation(
	async (run) => [toItem(run.itemIndex, { ...(await run.videos.delete(chosenVideo(run))) })],
	'delete',
);

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

export const deleteFields = updateDisplayOptions(
	{ show: { resource: ['video'], operation: ['delete'] } },
	[VIDEO_TO_DELETE, options()],
);
