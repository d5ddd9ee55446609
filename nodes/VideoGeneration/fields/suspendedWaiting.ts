import type { INodeProperties } from 'n8n-workflow';
import { WHEN_VIDEO_FAILS } from './waiting';

/** How a suspended wait goes. */
export const SUSPENDED_WAITING: INodeProperties = {
	displayName: 'Waiting',
	name: 'waiting',
	type: 'collection',
	placeholder: 'Add Setting',
	default: {},
	description: 'How to wait for the videos',
	options: [
		{
			displayName: 'Check Interval (Seconds)',
			name: 'pollInterval',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: 0,
			description:
				'How often to wake and ask the server, at least 66. With 0 the interval fits itself: 66 seconds at first, up to 10 minutes as the wait goes on.',
		},
		{
			displayName: 'Time-Out (Minutes)',
			name: 'timeout',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: 1440,
			description:
				'How long to wait at most. The videos are not lost after that: the error names their IDs.',
		},
		WHEN_VIDEO_FAILS,
	],
};
