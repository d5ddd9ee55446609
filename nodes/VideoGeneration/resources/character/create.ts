import { updateDisplayOptions, type INodePropertyOptions } from 'n8n-workflow';
import { Characters } from '../../../../client/characters';
import { InputError } from '../../../../client/errors';
import { multipartBody } from '../../../../protocol/body';
import { CREATE_OPTIONS, options } from '../../../shared/fields/options';
import { read, text } from '../../../shared/parameters';
import { checkExtraBody } from '../../../shared/validate';
import { once } from '../../createOnce';
import { readBinaryFile } from '../../inputs/binaryFile';
import { fileSource } from '../../inputs/findBinary';
import { operation } from '../../operation';
import { characterItem } from './item';

/** Makes a character out of a name and a video. */
const createCharacter = operation(async (run) => {
	const { context, options: given } = run;
	const name = text(context, 'characterName');
	if (name === '') throw new InputError('The name of the character is empty');
	const source = read(context, 'characterBinaryField', fileSource('characterBinaryField'));
	const use = { what: 'the video of the character', kind: 'video' as const };
	const video = await readBinaryFile(run, source, use);
	const fields = { name, ...given.read('extraBody', checkExtraBody) };
	const characters = new Characters(run.videos.server);
	const character = await once(
		run,
		async () => await characters.create(name, () => multipartBody(fields, { video })),
	);
	return [characterItem(run, character)];
}, 'characters');

export const createOption: INodePropertyOptions = {
	name: 'Create',
	value: 'create',
	action: 'Create a character',
	description: 'Make a character from a video, to use in the prompts of new videos',
	routing: {
		request: { method: 'POST', url: '/videos/characters' },
		send: { paginate: true },
		operations: { pagination: createCharacter },
	},
};

export const createFields = updateDisplayOptions(
	{ show: { resource: ['character'], operation: ['create'] } },
	[
		{
			displayName: 'Name',
			name: 'characterName',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. Mossy',
			description: 'The name used in prompts',
			routing: { send: { type: 'body', property: 'name' } },
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
		},
		options(CREATE_OPTIONS),
	],
);
