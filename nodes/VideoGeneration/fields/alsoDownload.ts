import type { INodeProperties } from 'n8n-workflow';

/** Which files come along with the video. */
export const ALSO_DOWNLOAD: INodeProperties = {
	displayName: 'Also Download',
	name: 'alsoDownload',
	type: 'multiOptions',
	default: [],
	description:
		'Other files to download with the video, each in its own binary field. If the server does not have one, the field not_downloaded in the output says why.',
	options: [
		{
			name: 'Sprite Sheet',
			value: 'spritesheet',
			description: 'Many frames in one JPEG, in the binary field spritesheet',
		},
		{
			name: 'Thumbnail',
			value: 'thumbnail',
			description: 'One frame as a WebP image, in the binary field thumbnail',
		},
	],
};
