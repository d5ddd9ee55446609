import { downloadOnce } from '../../downloadOnce';
import { pairedFileItems } from '../../files';
import { operation } from '../../operation';
import { withOtherFiles } from '../../otherFiles';
import type { Variant } from '../../../../client/failures';
import { chosenVideo } from '../../videoId';
import {
	updateDisplayOptions,
	type INodeProperties,
	type INodePropertyOptions,
} from 'n8n-workflow';
import { text } from '../../../shared/parameters';
import { fileOptions } from '../../../shared/fields/file';
import { FILE_OPTIONS, options } from '../../../shared/fields/options';
import { ALSO_DOWNLOAD } from '../../fields/alsoDownload';
import { VIDEO } from '../../fields/video';

/** What Download tells of the video that a file belongs to. */
export interface DownloadedVideo {
	/** The ID of the video. */
	id: string;
	/** Which kind of file of the video this is. */
	variant: Variant;
}

/** Fetches a finished video's file, thumbnail or sprite sheet. */
const download = operation(async (run) => {
	const id = chosenVideo(run);
	const variant = (text(run.context, 'variant') || 'video') as Variant;
	const files = await downloadOnce(run, id, variant);
	const json: DownloadedVideo = { id, variant };
	const items = pairedFileItems(run, { ...json }, files);
	return await withOtherFiles(run, id, items);
}, 'retrieve');

export const downloadOption: INodePropertyOptions = {
	name: 'Download',
	value: 'download',
	action: 'Download a video',
	description: 'Get the mp4, the thumbnail or the sprite sheet of a finished video',
	routing: {
		request: { method: 'GET', url: '/videos/{id}/content' },
		send: { paginate: true },
		operations: { pagination: download },
	},
};

const VARIANT: INodeProperties = {
	displayName: 'Variant',
	name: 'variant',
	type: 'options',
	default: 'video',
	description: 'Which file of the video to download. Not every server has all of them.',
	options: [
		{ name: 'Sprite Sheet', value: 'spritesheet', description: 'Many frames in one JPEG' },
		{ name: 'Thumbnail', value: 'thumbnail', description: 'One frame as a WebP image' },
		{ name: 'Video', value: 'video', description: 'The mp4' },
	],
};

export const downloadFields = updateDisplayOptions(
	{ show: { resource: ['video'], operation: ['download'] } },
	[VIDEO, VARIANT, options([...fileOptions(), ALSO_DOWNLOAD, ...FILE_OPTIONS])],
);
