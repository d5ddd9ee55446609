import type { INodeProperties } from 'n8n-workflow';
import { supportedBy } from './supportedBy';

/** What a create can ask of servers that have it. */
const SETTINGS: INodeProperties[] = [
	{
		displayName: 'Audio',
		name: 'audio',
		type: 'boolean',
		default: true,
		description: supportedBy('audio', 'Whether the video has sound'),
	},
	{
		displayName: 'Characters',
		name: 'characters',
		type: 'string',
		default: '',
		placeholder: 'e.g. char_abc123, char_def456',
		description: supportedBy(
			'characters',
			'IDs of the characters that appear in the video, separated by commas. Mention them by name in the prompt',
		),
	},
	{
		displayName: 'Frames',
		name: 'frames',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 81,
		description: supportedBy('frames', 'How many frames to render, instead of a length'),
	},
	{
		displayName: 'Frames per Second',
		name: 'framesPerSecond',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 24,
		description: supportedBy('framesPerSecond', 'Frames per second of the video'),
	},
	{
		displayName: 'Guidance',
		name: 'guidance',
		type: 'number',
		typeOptions: { minValue: 0, numberPrecision: 2 },
		default: 5,
		description: supportedBy('guidance', 'How closely the video follows the prompt'),
	},
	{
		displayName: 'Negative Prompt',
		name: 'negativePrompt',
		type: 'string',
		typeOptions: { rows: 2 },
		default: '',
		placeholder: 'e.g. text, watermark',
		description: supportedBy('negativePrompt', 'What the video must not show'),
	},
	{
		displayName: 'Number of Videos',
		name: 'count',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 1,
		description: supportedBy(
			'count',
			'How many videos to make from the prompt in one job. If the node downloads the files, you get one item per video',
		),
	},
	{
		displayName: 'Seed',
		name: 'seed',
		type: 'number',
		default: 42,
		description: supportedBy('seed', 'The same number with the same prompt gives the same video'),
	},
	{
		displayName: 'Steps',
		name: 'steps',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 30,
		description: supportedBy(
			'steps',
			'How many steps the model takes: more steps take longer and give finer detail',
		),
	},
];

/** The settings of the model, beside its length and size. */
export const MODEL_SETTINGS: INodeProperties = {
	displayName: 'Model Settings',
	name: 'modelSettings',
	type: 'collection',
	placeholder: 'Add Setting',
	default: {},
	description: 'Settings of some servers and models; each one lists the servers that support it',
	options: SETTINGS,
};
