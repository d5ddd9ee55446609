import type { INodeProperties } from 'n8n-workflow';

/** What becomes of a video that failed. */
const WHEN_VIDEO_FAILS: INodeProperties = {
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
		'How often to ask the server. With 0, the interval adjusts automatically: the node asks seldom while the video cannot be ready, and often around its expected end.',
	timeout:
		'How long to wait for the video at most. It is not lost after that: the error names its ID.',
});

/** Options for a suspended wait. */
export const SUSPENDED_WAIT_OPTIONS = waitOptions(24 * 60, {
	pollInterval:
		'How often to wake and ask the server, at least 66. With 0, the interval adjusts automatically: the first time is when the videos are likely to be finished.',
	timeout:
		'How long to wait at most. The videos are not lost after that: the error names their IDs.',
});
