import type { INodeProperties } from 'n8n-workflow';
import { showFor } from './show';

/** The length of the video. */
export const SECONDS: INodeProperties = {
	displayName: 'Seconds',
	name: 'seconds',
	type: 'string',
	default: '',
	placeholder: 'e.g. 8',
	description:
		"Length of the video in seconds. Which lengths a model takes differs: 4, 8 and 12 are common. Leave it empty to use the server's default.",
	routing: { send: { type: 'body', property: 'seconds' } },
	...showFor('video', 'create'),
};

/** The size of the video: common ones to choose from, and any other. */
export const SIZE_FIELDS: INodeProperties[] = [
	{
		displayName: 'Size',
		name: 'size',
		type: 'options',
		default: '',
		description: 'Width and height of the video in pixels. Which sizes a model takes differs.',
		options: [
			{ name: '1024x1792 (Portrait, Large)', value: '1024x1792' },
			{ name: '1280x720 (Landscape)', value: '1280x720' },
			{ name: '1792x1024 (Landscape, Large)', value: '1792x1024' },
			{ name: '720x1280 (Portrait, for Shorts)', value: '720x1280' },
			{ name: 'Custom', value: 'custom' },
			{ name: 'Server Default', value: '' },
		],
		routing: { send: { type: 'body', property: 'size' } },
		...showFor('video', 'create'),
	},
	{
		displayName: 'Custom Size',
		name: 'customSize',
		type: 'string',
		default: '',
		placeholder: 'e.g. 832x480',
		description: 'Width and height of the video in pixels, with an x in between',
		displayOptions: { show: { resource: ['video'], operation: ['create'], size: ['custom'] } },
	},
];
