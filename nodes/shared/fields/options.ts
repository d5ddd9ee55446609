import type { INodeProperties } from 'n8n-workflow';
import { INCLUDE_INPUT } from './includeInput';

type Named = Pick<INodeProperties, 'displayName' | 'name' | 'description' | 'placeholder'>;

/** @param example a name and a value, as somebody would type them */
function namesAndValues(field: Named, example: [string, string]): INodeProperties {
	return {
		...field,
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		default: {},
		options: [
			{
				displayName: 'Parameters',
				name: 'parameters',
				values: [
					{
						displayName: 'Name',
						name: 'name',
						type: 'string',
						default: '',
						placeholder: `e.g. ${example[0]}`,
						description: 'Name to send',
					},
					{
						displayName: 'Value',
						name: 'value',
						type: 'string',
						default: '',
						placeholder: `e.g. ${example[1]}`,
						description: 'Value to send',
					},
				],
			},
		],
	};
}

/** What goes along with every request. */
export const EXTRA_OPTIONS: INodeProperties[] = [
	namesAndValues(
		{
			displayName: 'Extra Headers',
			name: 'extraHeaders',
			description:
				'Headers to send with every request to the server of the credential, and to no other',
			placeholder: 'Add Header',
		},
		['X-Title', 'My videos'],
	),
	namesAndValues(
		{
			displayName: 'Extra Query Parameters',
			name: 'extraQuery',
			description:
				'Query parameters to send with every request to the server of the credential, and to no other',
			placeholder: 'Add Query Parameter',
		},
		['api-version', 'preview'],
	),
];

/** What goes along with every request, and how long it may take. */
export const CONNECTION_OPTIONS: INodeProperties[] = [
	...EXTRA_OPTIONS,
	{
		displayName: 'Request Timeout (Seconds)',
		name: 'requestTimeout',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 0,
		description:
			'How long to wait for an answer, or for the next bytes of a file. If the file of a finished video is not there yet, the node keeps trying for this long, one minute at most. 0 = default (300 for an answer, 60 without data).',
	},
];

const MAX_IN_FLIGHT: INodeProperties = {
	displayName: 'Max Requests in Flight',
	name: 'maxInFlight',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 8,
	description: 'How many requests of all items together may be active at the same time',
};

/** What a server takes that the node has no field for. */
export const EXTRA_BODY: INodeProperties = {
	displayName: 'Extra Body Fields (JSON)',
	name: 'extraBody',
	type: 'json',
	default: '{}',
	placeholder: 'e.g. {"seed": 42}',
	description: 'More fields for your server, as a JSON object. They override the fields above.',
};

/** Fields for requests that create something. */
export const CREATE_OPTIONS: INodeProperties[] = [
	{
		displayName: 'Retry if Outcome Is Unknown',
		name: 'retryIfUnknown',
		type: 'boolean',
		default: false,
		description:
			'Whether Retry On Fail may create the video again if it is not known whether the server accepted the first request. You may be charged twice.',
	},
	EXTRA_BODY,
];

const VIDEOS_AT_ONCE: INodeProperties = {
	displayName: 'Videos at Once',
	name: 'videosAtOnce',
	type: 'number',
	typeOptions: { minValue: 0 },
	default: 0,
	description:
		'How many videos of all items together may render at the same time: 1 for a server with one GPU. 0 = no limit.',
};

/** Fields for requests that create a video. */
export const CREATE_VIDEO_OPTIONS: INodeProperties[] = [...CREATE_OPTIONS, VIDEOS_AT_ONCE];

/** What bounds the download of files. */
export const FILE_OPTIONS: INodeProperties[] = [
	{
		displayName: 'Allow Files From Private Addresses',
		name: 'allowPrivateFiles',
		type: 'boolean',
		default: false,
		description:
			'Whether to download files from addresses in a private network, such as 192.168.1.5, if the server itself is on the internet',
	},
	{
		displayName: 'Largest File (MB)',
		name: 'largestFile',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 0,
		description:
			'The largest file to download. If a file is larger, the node stops with an error. 0 = no limit.',
	},
];

/** An operation's Options: its own fields and those of every request, in alphabetical order. */
export function options(own: INodeProperties[] = []): INodeProperties {
	const all = [...own, ...CONNECTION_OPTIONS, INCLUDE_INPUT, MAX_IN_FLIGHT];
	return {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: all.sort((one, other) => one.displayName.localeCompare(other.displayName)),
	};
}
