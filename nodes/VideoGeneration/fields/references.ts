import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { supportedBy } from './supportedBy';

const BINARY: INodePropertyOptions = {
	name: 'Binary Field',
	value: 'binary',
	description: 'A file that a previous node has read or made',
};
const URL: INodePropertyOptions = {
	name: 'URL',
	value: 'url',
	description: 'A file that the server can reach',
};
const FILE_ID: INodePropertyOptions = {
	name: 'File ID',
	value: 'fileId',
	description: 'A file that you uploaded to the server earlier',
};

/** Where an entry's file comes from, and the field for each of these ways. */
function source(options: INodePropertyOptions[], example: string): INodeProperties[] {
	const fields: INodeProperties[] = [
		{
			displayName: 'Source',
			name: 'source',
			type: 'options',
			default: 'binary',
			description: 'Where the file comes from',
			options,
		},
		{
			displayName: 'Input Data Field Name',
			name: 'binaryField',
			type: 'string',
			default: 'data',
			placeholder: 'e.g. data',
			description:
				'The name of the input field that contains the file, or an expression that gives a file, such as {{ $binary.data }}',
			displayOptions: { show: { source: ['binary'] } },
		},
		{
			displayName: 'URL',
			name: 'url',
			type: 'string',
			default: '',
			placeholder: `e.g. https://example.com/${example}`,
			description: 'Where the server finds the file',
			displayOptions: { show: { source: ['url'] } },
		},
		{
			displayName: 'File ID',
			name: 'fileId',
			type: 'string',
			default: '',
			placeholder: 'e.g. file-abc123',
			description: 'The ID that the server gave the uploaded file',
			displayOptions: { show: { source: ['fileId'] } },
		},
	];
	return fields.filter(
		({ name }) => name !== 'fileId' || options.some(({ value }) => value === name),
	);
}

const ROLE: INodeProperties = {
	displayName: 'Role',
	name: 'role',
	type: 'options',
	default: 'firstFrame',
	description: 'What the image is for',
	options: [
		{
			name: 'First Frame',
			value: 'firstFrame',
			description: 'The video starts with this image. Almost every server takes one.',
		},
		{
			name: 'Last Frame',
			value: 'lastFrame',
			description: supportedBy('lastFrame', 'The video ends with this image'),
		},
		{
			name: 'Reference',
			value: 'reference',
			description: supportedBy(
				'referenceImages',
				'The video shows the person, the object or the style of this image',
			),
		},
	],
};

// n8n's editor knows it, its types do not: the button alone says that there are none, in a form that is to fit one screen.
const WITHOUT_EMPTY_MESSAGE: object = { hideEmptyMessage: true };

/** Images, videos and sound that guide the video, each from a file of the item or from an address. */
export const REFERENCES: INodeProperties = {
	displayName: 'References',
	name: 'references',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, sortable: true, ...WITHOUT_EMPTY_MESSAGE },
	placeholder: 'Add Reference',
	default: {},
	description:
		'Images, videos and audio that guide the video. Most servers take one image as the first frame, in the size of the video.',
	options: [
		{ displayName: 'Audio', name: 'audio', values: source([BINARY, URL], 'voice.mp3') },
		{
			displayName: 'Image',
			name: 'images',
			values: [ROLE, ...source([BINARY, FILE_ID, URL], 'first-frame.png')],
		},
		{ displayName: 'Video', name: 'videos', values: source([BINARY, URL], 'motion.mp4') },
	],
};

/** What to do with an image that does not fit the video's size. */
export const REFERENCE_MISMATCH: INodeProperties = {
	displayName: 'If Image Size Differs',
	name: 'referenceMismatch',
	type: 'options',
	default: 'stop',
	description: 'What to do if the first or last frame does not have the Size that you chose',
	options: [
		{
			name: 'Send It Anyway',
			value: 'send',
			description: 'Some servers crop or resize the image; others refuse it',
		},
		{
			name: 'Stop With an Error',
			value: 'stop',
			description: 'Nothing is sent, and nothing is charged',
		},
	],
};
