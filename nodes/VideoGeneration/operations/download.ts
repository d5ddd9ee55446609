import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { file } from '../fields/file';
import { options } from '../fields/options';
import { showFor } from '../fields/show';
import { videoLocator } from '../fields/videoLocator';
import { download } from '../runners/download';

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
	description: 'Which of the files of the video to download. Not every server has all of them.',
	options: [
		{ name: 'Sprite Sheet', value: 'spritesheet', description: 'Many frames in one JPEG' },
		{ name: 'Thumbnail', value: 'thumbnail', description: 'One frame as a WebP image' },
		{ name: 'Video', value: 'video', description: 'The mp4' },
	],
	...showFor('video', 'download'),
};

export const downloadFields: INodeProperties[] = [
	videoLocator('download'),
	VARIANT,
	file({ show: { resource: ['video'], operation: ['download'] } }),
	options('download'),
];
