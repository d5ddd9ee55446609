import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';

/** What becomes of a video that failed. */
export const WHEN_VIDEO_FAILS: INodeProperties = {
	displayName: 'When the Video Fails',
	name: 'onFailure',
	type: 'options',
	default: 'error',
	description: 'What to do when the server could not make the video',
	options: [
		{ name: 'Stop With an Error', value: 'error' },
		{ name: 'Return the Failed Video', value: 'return' },
	],
};

/** How a wait goes. */
export function waiting(displayOptions: IDisplayOptions): INodeProperties {
	return {
		displayName: 'Waiting',
		name: 'waiting',
		type: 'collection',
		placeholder: 'Add Setting',
		default: {},
		description: 'How to wait for the video',
		options: [
			{
				displayName: 'Poll Interval (Seconds)',
				name: 'pollInterval',
				type: 'number',
				typeOptions: { minValue: 0 },
				default: 0,
				description:
					'How often to ask the server. With 0 the interval fits itself: short at first, longer as the render goes on.',
			},
			{
				displayName: 'Time-Out (Minutes)',
				name: 'timeout',
				type: 'number',
				typeOptions: { minValue: 0 },
				default: 30,
				description:
					'How long to wait at most. The video is not lost after that: the error names its ID.',
			},
			WHEN_VIDEO_FAILS,
		],
		displayOptions,
	};
}
