import {
	updateDisplayOptions,
	type INodeProperties,
	type INodePropertyOptions,
} from 'n8n-workflow';
import { fileOptions } from '../../../shared/fields/file';

// n8n runs the node's custom operation of this name, see join/joinVideos.ts. A tool is given one item, without a file.
export const joinOption: INodePropertyOptions = {
	name: 'Join',
	value: 'join',
	action: 'Join videos into one',
	description:
		'Combine the videos of all items into one mp4, in order, without re-encoding. Nothing is sent to a server.',
	displayOptions: { hide: { '@tool': [true] } },
};

const JOIN_BINARY_FIELD: INodeProperties = {
	displayName: 'Input Binary Field',
	name: 'joinBinaryField',
	type: 'string',
	default: 'data',
	required: true,
	placeholder: 'e.g. data',
	description:
		'The name of the input field that contains the video of each item, or an expression that gives a file, such as {{ $binary.data }}',
	hint: 'The name of the input binary field with the video',
};

const GROUP_BY: INodeProperties = {
	displayName: 'Group By',
	name: 'groupBy',
	type: 'string',
	default: '',
	placeholder: 'e.g. {{ $json.story }}',
	description:
		'An expression that decides which items belong together: items with the same value become one video. If empty, all items become one video.',
};

const JOIN_AUDIO: INodeProperties = {
	displayName: 'Audio',
	name: 'joinAudio',
	type: 'options',
	default: 'keep',
	description: 'What to do with the sound of the videos',
	options: [
		{
			name: 'Keep',
			value: 'keep',
			description: 'Each video keeps its own sound. One without sound gets silence.',
		},
		{ name: 'Remove', value: 'remove', description: 'The joined video has no sound' },
		{
			name: 'Replace',
			value: 'replace',
			description: 'One audio file plays from the beginning, instead of the sound of the videos',
		},
	],
};

const AUDIO_BINARY_FIELD: INodeProperties = {
	displayName: 'Audio File',
	name: 'audioBinaryField',
	type: 'string',
	default: 'audio',
	required: true,
	placeholder: 'e.g. audio',
	description:
		"The name of the input field that contains the audio, AAC (m4a, mp4) or MP3, in the first item of each group, or an expression that gives a file, such as {{ $('Music').first().binary.data }}",
	displayOptions: { show: { joinAudio: ['replace'] } },
};

const TRIM: INodeProperties[] = [
	{
		displayName: 'Trim End (Seconds)',
		name: 'trimEnd',
		type: 'number',
		typeOptions: { minValue: 0, numberPrecision: 3 },
		default: 0,
		description: 'How many seconds to cut off the end of each video, to the nearest frame',
	},
	{
		displayName: 'Trim Start (Seconds)',
		name: 'trimStart',
		type: 'number',
		typeOptions: { minValue: 0, numberPrecision: 3 },
		default: 0,
		description:
			'How many seconds to cut off the start of each video, to the nearest key frame: a video can begin only at one. Many videos have a key frame every few seconds, some only at the start.',
	},
];

const OPTIONS: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options: [...fileOptions('joined'), ...TRIM],
};

export const joinFields = updateDisplayOptions(
	{ show: { resource: ['video'], operation: ['join'] } },
	[JOIN_BINARY_FIELD, GROUP_BY, JOIN_AUDIO, AUDIO_BINARY_FIELD, OPTIONS],
);
