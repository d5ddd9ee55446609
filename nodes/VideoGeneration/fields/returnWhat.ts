import { updateDisplayOptions, type INodeProperties } from 'n8n-workflow';
import { fileOptions } from '../../shared/fields/file';
import { FILE_OPTIONS } from '../../shared/fields/options';
import { SIMPLIFY } from '../../shared/fields/simplify';
import { ALSO_DOWNLOAD } from './alsoDownload';
import { WAIT_OPTIONS } from './waiting';

/** How far an operation that creates a video goes. */
export const RETURN_WHAT: INodeProperties = {
	displayName: 'Return',
	name: 'returnWhat',
	type: 'options',
	default: 'file',
	description: 'What the node waits for and returns',
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
			name: 'Job Immediately',
			value: 'job',
			description: 'Does not wait. Use Wait for Completion or Download later.',
		},
	],
};

/** Options for what an operation that creates a video returns. */
export const RETURN_OPTIONS: INodeProperties[] = [
	...updateDisplayOptions({ show: { '/returnWhat': ['file', 'video'] } }, WAIT_OPTIONS),
	...updateDisplayOptions({ show: { '/returnWhat': ['file'] } }, [
		...fileOptions(),
		...FILE_OPTIONS,
		ALSO_DOWNLOAD,
	]),
	SIMPLIFY,
];
