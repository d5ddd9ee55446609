import type { INodeProperties } from 'n8n-workflow';

/** Which video an operation is about: from the server's list, or by its ID. */
export const VIDEO: INodeProperties = {
	displayName: 'Video',
	name: 'video',
	type: 'resourceLocator',
	default: { mode: 'id', value: '={{ $json.id }}' },
	required: true,
	description: 'The video to use: by default, the one of the input item',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			typeOptions: { searchListMethod: 'searchVideos', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. video_68d7512d07848190b3e45da0ecbebcde',
		},
	],
};

/** Which video to delete: nobody deletes one by leaving a field as it is. */
export const VIDEO_TO_DELETE: INodeProperties = {
	...VIDEO,
	default: { mode: 'id', value: '' },
	description: 'The video to delete',
};
