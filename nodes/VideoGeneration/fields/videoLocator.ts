import type { INodeProperties } from 'n8n-workflow';
import { showFor } from '../../shared/fields/show';

/** Which video an operation is about, without where it is shown. */
export const VIDEO_LOCATOR: INodeProperties = {
	displayName: 'Video',
	name: 'video',
	type: 'resourceLocator',
	default: { mode: 'id', value: '' },
	required: true,
	description: 'The video to use. The node that created it names it in its output.',
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

/** Which video an operation is about: from the server's list, or by its id. */
export function videoLocator(...operations: string[]): INodeProperties {
	return { ...VIDEO_LOCATOR, ...showFor('video', ...operations) };
}
