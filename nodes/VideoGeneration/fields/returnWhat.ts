import type { INodeProperties } from 'n8n-workflow';

/** How far an operation that creates a video goes. */
export const RETURN_WHAT: INodeProperties = {
	displayName: 'Return',
	name: 'returnWhat',
	type: 'options',
	default: 'file',
	description: 'What the node waits for and hands to the next node',
	options: [
		{
			name: 'Finished Video With Its File',
			value: 'file',
			description: 'Waits until the video is finished and downloads the mp4',
		},
		{
			name: 'Finished Video',
			value: 'video',
			description: 'Waits until the video is finished, without downloading it',
		},
		{
			name: 'Job at Once',
			value: 'job',
			description: 'Does not wait. Use Wait for Completion or Download later.',
		},
	],
};
