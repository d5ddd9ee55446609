import type { INodeProperties } from 'n8n-workflow';

/** An image that the video starts from, and where it comes from. */
export const REFERENCE_FIELDS: INodeProperties[] = [
	{
		displayName: 'Reference Image',
		name: 'referenceImage',
		type: 'options',
		default: 'none',
		description:
			'An image that guides the video, usually its first frame. Most servers want it in the size of the video.',
		options: [
			{
				name: 'File ID',
				value: 'fileId',
				description: 'An image that was uploaded to the server before',
			},
			{
				name: 'From Binary Field',
				value: 'binary',
				description: 'An image that a previous node has read or made',
			},
			{ name: 'None', value: 'none' },
			{ name: 'URL', value: 'url', description: 'An image that the server can reach' },
		],
	},
	{
		displayName: 'Input Data Field Name',
		name: 'referenceBinaryField',
		type: 'string',
		default: 'data',
		required: true,
		placeholder: 'e.g. data',
		description: 'The name of the input field that contains the image',
		hint: 'The name of the input binary field with the image',
		displayOptions: { show: { referenceImage: ['binary'] } },
	},
	{
		displayName: 'If the Image Has Another Size',
		name: 'referenceMismatch',
		type: 'options',
		default: 'stop',
		description:
			'What to do when the image and the video, whose Size you have chosen, are of different sizes',
		options: [
			{
				name: 'Send It Anyway',
				value: 'send',
				description: 'Some servers crop or resize the image, others refuse it',
			},
			{
				name: 'Stop With an Error',
				value: 'stop',
				description: 'Nothing is sent, and nothing is paid',
			},
		],
		displayOptions: { show: { referenceImage: ['binary'] } },
	},
	{
		displayName: 'Reference Image URL',
		name: 'referenceUrl',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. https://example.com/first-frame.png',
		description: 'Where the server finds the image',
		displayOptions: { show: { referenceImage: ['url'] } },
	},
	{
		displayName: 'Reference File ID',
		name: 'referenceFileId',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. file-abc123',
		description: 'The ID that the server gave the uploaded image',
		displayOptions: { show: { referenceImage: ['fileId'] } },
	},
];
