import type { INodeProperties } from 'n8n-workflow';
import { EXTRA_BODY, options } from '../fields/options';
import { showFor } from '../fields/show';
import { createCharacter, retrieveCharacter } from '../runners/character';

const OPERATION: INodeProperties = {
	displayName: 'Operation',
	name: 'operation',
	type: 'options',
	noDataExpression: true,
	default: 'create',
	options: [
		{
			name: 'Create',
			value: 'create',
			action: 'Create a character',
			description: 'Make a character out of a video, for use in the prompts of new videos',
			routing: {
				request: { method: 'POST', url: '/videos/characters' },
				send: { paginate: true },
				operations: { pagination: createCharacter },
			},
		},
		{
			name: 'Get',
			value: 'retrieve',
			action: 'Get a character',
			description: 'Get the name of a character',
			routing: {
				request: { method: 'GET', url: '/videos/characters/{id}' },
				send: { paginate: true },
				operations: { pagination: retrieveCharacter },
			},
		},
	],
	displayOptions: { show: { resource: ['character'] } },
};

/** The operations of the resource *Character*, and the fields of each. */
export const characterProperties: INodeProperties[] = [
	OPERATION,
	{
		displayName: 'Name',
		name: 'characterName',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. Mossy',
		description: 'What prompts call the character',
		routing: { send: { type: 'body', property: 'name' } },
		...showFor('character', 'create'),
	},
	{
		displayName: 'Input Data Field Name',
		name: 'characterBinaryField',
		type: 'string',
		default: 'data',
		required: true,
		placeholder: 'e.g. data',
		description: 'The name of the input field that contains a short video of the character',
		hint: 'The name of the input binary field with the video',
		...showFor('character', 'create'),
	},
	{
		displayName: 'Character ID',
		name: 'characterId',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. char_abc123',
		description: 'The character to get. The node that created it names it in its output.',
		...showFor('character', 'retrieve'),
	},
	options('create', [EXTRA_BODY], 'character'),
	options('retrieve', [], 'character'),
];
