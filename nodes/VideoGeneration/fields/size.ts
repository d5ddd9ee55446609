import type { INodeProperties } from 'n8n-workflow';

/** A length: from what the server takes, or typed. */
export const SECONDS: INodeProperties = {
	displayName: 'Seconds',
	name: 'seconds',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	description:
		"Length of the video; for Extend, length of the added part. The lengths that you can choose depend on the model. Leave it empty to use the server's default.",
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: "Server's default",
			typeOptions: { searchListMethod: 'searchSeconds' },
		},
		{ displayName: 'By Value', name: 'value', type: 'string', placeholder: 'e.g. 8' },
	],
	routing: { send: { type: 'body', property: 'seconds' } },
};

/** The size of the video: from what the server takes, or typed. */
export const SIZE: INodeProperties = {
	displayName: 'Size',
	name: 'size',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	description:
		"Width and height of the video in pixels, such as 1280x720; some servers also take 720p or 16:9. Leave it empty to use the server's default.",
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: "Server's default",
			typeOptions: { searchListMethod: 'searchSizes', searchable: true },
		},
		{ displayName: 'By Value', name: 'value', type: 'string', placeholder: 'e.g. 832x480' },
	],
	routing: { send: { type: 'body', property: 'size' } },
};
