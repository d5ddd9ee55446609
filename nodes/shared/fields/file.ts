import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';

/** Where a downloaded file goes and what it is called. */
export function file(displayOptions: IDisplayOptions): INodeProperties {
	return {
		displayName: 'File',
		name: 'file',
		type: 'collection',
		placeholder: 'Add Setting',
		default: {},
		description: 'Where the downloaded file goes',
		options: [
			{
				displayName: 'File Name',
				name: 'fileName',
				type: 'string',
				default: '',
				placeholder: 'e.g. clip.mp4',
				description:
					'Name of the file. If empty, it is the ID of the video. The file extension is added if missing. Several files of one video are numbered.',
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
