import {
	updateDisplayOptions,
	type INodeProperties,
	type INodePropertyOptions,
} from 'n8n-workflow';
import { file } from '../../../shared/fields/file';

// n8n runs the node's custom operation of this name, see join/joinVideos.ts. A tool is given one item, without a file.
export const joinOption: INodePropertyOptions = {
	name: 'Join',
	value: 'join',
	action: 'Join videos into one',
	description:
		'Make one mp4 of the videos of all items, in their order, without encoding them again. Nothing is sent to a server.',
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
		'An expression that says which items belong together: one video is made for each value that it gives. If empty, all items become one video.',
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
			description: 'A video without sound is silent while it plays',
		},
		{ name: 'Remove', value: 'remove', description: 'The joined video has no sound' },
		{
			name: 'Replace',
			value: 'replace',
			description: 'Play one audio file from the beginning, in place of their own sound',
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
		"The name of the field of the first item that contains the sound, as AAC (m4a, mp4) or MP3, or an expression that gives a file, such as {{ $('Music').first().binary.data }}",
	displayOptions: { show: { joinAudio: ['replace'] } },
};

const TRIM: INodeProperties[] = [
	{
		displayName: 'Trim End (Seconds)',
		name: 'trimEnd',
		type: 'number',
		typeOptions: { minValue: 0, numberPrecision: 3 },
		default: 0,
		description: 'How much to cut off the end of each video, at the nearest frame',
	},
	{
		displayName: 'Trim Start (Seconds)',
		name: 'trimStart',
		type: 'number',
		typeOptions: { minValue: 0, numberPrecision: 3 },
		default: 0,
		description:
			'How much to cut off the start of each video, at the nearest key frame: a video can begin only there. Many have one key frame in a few seconds, some only their first frame.',
	},
];

const OPTIONS: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options: TRIM,
};

export const joinFields = updateDisplayOptions(
	{ show: { resource: ['video'], operation: ['join'] } },
	[JOIN_BINARY_FIELD, GROUP_BY, JOIN_AUDIO, AUDIO_BINARY_FIELD, file({}, 'joined'), OPTIONS],
);
