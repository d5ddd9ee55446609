import type { INodeProperties } from 'n8n-workflow';

/** The model that renders: from the server's list, or by its id. */
export const MODEL: INodeProperties = {
	displayName: 'Model',
	name: 'model',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	description:
		"The model that makes the video. The list shows the video models; to see all models, search for *. Leave it empty to use the server's default, if it has one; for Edit and Extend, the model that made the video.",
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Choose a model',
			typeOptions: { searchListMethod: 'searchModels', searchable: true },
		},
		{ displayName: 'By ID', name: 'id', type: 'string', placeholder: 'e.g. sora-2' },
	],
	routing: { send: { type: 'body', property: 'model' } },
};
