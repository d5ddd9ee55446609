import type { INodeProperties } from 'n8n-workflow';

/** What becomes of a video that failed. */
const WHEN_VIDEO_FAILS: INodeProperties = {
	displayName: 'When the Video Fails',
	name: 'onFailure',
	type: 'options',
	default: 'error',
	description: 'What to do if the server could not make the video',
	options: [
		{ name: 'Stop With an Error', value: 'error' },
		{ name: 'Return the Failed Video', value: 'return' },
	],
};

interface WaitTexts {
	pollInterval: string;
	timeout: string;
}

function waitOptions(minutes: number, texts: WaitTexts): INodeProperties[] {
	return [
		{
			displayName: 'Poll Interval (Seconds)',
			name: 'pollInterval',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: 0,
			description: texts.pollInterval,
		},
		{
			displayName: 'Timeout (Minutes)',
			name: 'timeout',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: minutes,
			description: texts.timeout,
		},
		WHEN_VIDEO_FAILS,
	];
}

/** Options for a wait in memory. */
export const WAIT_OPTIONS = waitOptions(30, {
	pollInterval:
		'How often to poll the server. 0 = automatic: the node polls rarely while the video cannot be ready, and often around its expected end.',
	timeout:
		'How long to wait for the video at most. After that, the video is not lost: the error contains its ID.',
});

/** Options for a suspended wait. */
export const SUSPENDED_WAIT_OPTIONS = waitOptions(24 * 60, {
	pollInterval:
		'How often to wake and poll the server, at least 66. 0 = automatic: the first poll comes when the videos are likely to be finished.',
	timeout:
		'How long to wait at most. After that, the videos are not lost: the error contains their IDs.',
});
