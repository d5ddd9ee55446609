import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';

/** What a file is called that the user does not name. */
const NAMES = {
	downloaded:
		'Name of the file. If empty, it is the ID of the video. The file extension is added if missing. Several files of one video are numbered.',
	joined: 'Name of the file. If empty, it is joined.mp4. The file extension is added if missing.',
};

/** Where a file goes that the node has downloaded or made, and what it is called. */
export function file(
	displayOptions: IDisplayOptions,
	kind: keyof typeof NAMES = 'downloaded',
): INodeProperties {
	return {
		displayName: 'File',
		name: 'file',
		type: 'collection',
		placeholder: 'Add Setting',
		default: {},
		description: `Where the ${kind} file goes`,
		options: [
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
		],
		displayOptions,
	};
}
