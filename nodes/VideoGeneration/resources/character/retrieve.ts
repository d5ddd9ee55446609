import { updateDisplayOptions, type INodePropertyOptions } from 'n8n-workflow';
import { Characters } from '../../../../client/characters';
import { InputError } from '../../../../client/errors';
import { options } from '../../../shared/fields/options';
import { toItem } from '../../../shared/items';
import { text } from '../../../shared/parameters';
import { operation } from '../../operation';

/** Gets one character. */
const retrieveCharacter = operation(async ({ context, itemIndex, redaction, videos }) => {
	const id = text(context, 'characterId');
	if (id === '') throw new InputError('The ID of the character is empty');
	const character = await new Characters(videos.server).retrieve(id);
	return [toItem(itemIndex, redaction.json({ ...character }))];
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
			description: 'The character to get. The node that created it names it in its output.',
		},
		options(),
	],
);
