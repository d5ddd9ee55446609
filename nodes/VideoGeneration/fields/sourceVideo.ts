import type { INodeProperties } from 'n8n-workflow';
import { VIDEO } from './video';

/** The video that an edit or an extension starts from: one that the server made, a file or an address. */
export const SOURCE_VIDEO: INodeProperties[] = [
	{
		displayName: 'Video Source',
		name: 'videoSource',
		type: 'options',
		default: 'id',
		description: 'Where to get the video that the new one starts from',
		options: [
			{
				name: 'From Binary Field',
				value: 'binary',
				description: 'An mp4 that a previous node has read or made',
			},
			{
				name: 'From URL',
				value: 'url',
				description: 'An mp4 that the server fetches itself. Not every server does.',
			},
			{ name: 'On the Server', value: 'id', description: 'A finished video of this server' },
		],
	},
	{ ...VIDEO, displayOptions: { show: { videoSource: ['id'] } } },
	{
		displayName: 'Input Data Field Name',
		name: 'videoBinaryField',
		type: 'string',
		default: 'data',
		required: true,
		placeholder: 'e.g. data',
		description: 'The name of the input field that contains the video',
		hint: 'The name of the input binary field with the video',
		displayOptions: { show: { videoSource: ['binary'] } },
	},
	{
		displayName: 'Video URL',
		name: 'videoUrl',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. https://example.com/clip.mp4',
		description: 'The address of the video, which the server must be able to reach',
		displayOptions: { show: { videoSource: ['url'] } },
	},
];
