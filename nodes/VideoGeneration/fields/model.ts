import type { INodeProperties } from 'n8n-workflow';

/** The model that renders: from the server's list, or by its id. */
export const MODEL: INodeProperties = {
	displayName: 'Model',
	name: 'model',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	description: "The model that renders the video. Leave it empty to use the server's default.",
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: "Server's default",
			typeOptions: { searchListMethod: 'searchModels', searchable: true },
		},
		{ displayName: 'By ID', name: 'id', type: 'string', placeholder: 'e.g. sora-2' },
	],
	routing: { send: { type: 'body', property: 'model' } },
};

/** The model of an edit or an extension. */
export const MODEL_OF_VIDEO: INodeProperties = {
	...MODEL,
	description:
		'The model that makes the new video. Leave it empty to use the one that made the video. If the server does not report that one, choose it.',
};
