import type { INodeProperties } from 'n8n-workflow';

/** What a file is called that the user does not name. */
const NAMES = {
	downloaded:
		'Name of the file. If empty, the ID of the video. The node adds the file extension if it is missing. Several files of one video are numbered.',
	joined:
		'Name of the file. If empty, joined.mp4. The node adds the file extension if it is missing.',
};

/** Options for a file that the node has downloaded or made: what it is called and where it goes. */
export function fileOptions(kind: keyof typeof NAMES = 'downloaded'): INodeProperties[] {
	return [
		{
			displayName: 'File Name',
			name: 'fileName',
			type: 'string',
			default: '',
			placeholder: 'e.g. clip.mp4',
			description: NAMES[kind],
		},
		{
			displayName: 'Put Output File in Field',
			name: 'binaryPropertyName',
			type: 'string',
			default: 'data',
			placeholder: 'e.g. data',
			hint: 'The name of the output binary field to put the file in',
		},
	];
}
