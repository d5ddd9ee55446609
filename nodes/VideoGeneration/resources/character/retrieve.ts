import { updateDisplayOptions, type INodePropertyOptions } from 'n8n-workflow';
import { Characters } from '../../../../client/characters';
import { InputError } from '../../../../client/errors';
import { options } from '../../../shared/fields/options';
import { text } from '../../../shared/parameters';
import { operation } from '../../operation';
import { characterItem } from './item';

/** Gets one character. */
const retrieveCharacter = operation(async (run) => {
	const { context, videos } = run;
	const id = text(context, 'characterId');
	if (id === '') throw new InputError('The ID of the character is empty');
	const character = await new Characters(videos.server).retrieve(id);
	return [characterItem(run, character)];
}, 'characters');

export const retrieveOption: INodePropertyOptions = {
	name: 'Get',
	value: 'retrieve',
	action: 'Get a character',
	description: 'Get the name of a character',
	routing: {
		request: { method: 'GET', url: '/videos/characters/{id}' },
		send: { paginate: true },
		operations: { pagination: retrieveCharacter },
	},
};

export const retrieveFields = updateDisplayOptions(
	{ show: { resource: ['character'], operation: ['retrieve'] } },
	[
		{
			displayName: 'Character ID',
			name: 'characterId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. char_abc123',
			description: 'The character to get. Its ID is in the output of the node that created it.',
		},
		options(),
	],
);
