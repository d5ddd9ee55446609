import { updateDisplayOptions, type INodeProperties } from 'n8n-workflow';
import { fileOptions } from '../shared/fields/file';
import { CONNECTION_OPTIONS, FILE_OPTIONS } from '../shared/fields/options';
import { SIMPLIFY } from '../shared/fields/simplify';

const OPTIONS: INodeProperties[] = [
	...CONNECTION_OPTIONS,
	...FILE_OPTIONS,
	...updateDisplayOptions({ show: { '/downloadFile': [true] } }, fileOptions()),
	SIMPLIFY,
	{
		displayName: 'Include Past Videos',
		name: 'includePast',
		type: 'boolean',
		default: false,
		description:
			'Whether to also start for videos that were finished before you first published the workflow, as far back as Watch Videos For says',
	},
	{
		displayName: 'Watch Videos For (Hours)',
		name: 'watchHours',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 24,
		description:
			'How long after its creation to watch a video. The trigger then stops watching videos that are not finished.',
	},
];

/** The trigger's fields. */
export const triggerProperties: INodeProperties[] = [
	{
		displayName: 'Events',
		name: 'events',
		type: 'multiOptions',
		required: true,
		default: ['completed'],
		description: 'What starts the workflow',
		options: [
			{
				name: 'Video Completed',
				value: 'completed',
				description: 'A video is finished and has a file',
			},
			{
				name: 'Video Failed',
				value: 'failed',
				description: 'The server could not make a video, or blocked it',
			},
		],
	},
	{
		displayName: 'Model',
		name: 'model',
		type: 'string',
		default: '',
		placeholder: 'e.g. sora-2',
		description: 'Only videos of this model start the workflow. Leave it empty for all models.',
	},
	{
		displayName: 'Download File',
		name: 'downloadFile',
		type: 'boolean',
		default: false,
		description: 'Whether to download the file of each completed video',
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: OPTIONS.sort((one, other) => one.displayName.localeCompare(other.displayName)),
	},
];
