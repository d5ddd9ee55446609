import type { IDataObject } from 'n8n-workflow';
import { multipartBody } from '../../../protocol/body';
import { readCharacter } from '../../../protocol/reading/character';
import { checkExtraBody, InputError } from '../../../protocol/validate';
import { isOk } from './answer';
import { answerFailure } from './answerFailure';
import { readBinaryFile } from './binaryFile';
import { operation } from './operation';
import { toItem } from './output';
import { collection, text } from './parameters';
import { ask, type ApiRequest } from './request';
import type { Run } from './run';
import { pathWithId } from './videoId';

async function askForCharacter(run: Run, request: ApiRequest): Promise<IDataObject> {
	const answer = await ask(run, request);
	const character = isOk(answer) ? readCharacter(answer.json) : undefined;
	if (character === undefined) throw answerFailure(answer, request);
	return { ...character };
}

/** Makes a character out of a name and a video. */
export const createCharacter = operation(async (run) => {
	const name = text(run.context, 'characterName');
	if (name === '') throw new InputError('The name of the character is empty');
	const field = text(run.context, 'characterBinaryField');
	const video = await readBinaryFile(run, field, {
		what: 'the video of the character',
		kind: 'video',
	});
	const fields = { name, ...checkExtraBody(collection(run.context, 'options').extraBody) };
	const character = await askForCharacter(run, {
		method: 'POST',
		path: run.path,
		query: run.query,
		body: () => multipartBody(fields, { video }),
		doing: `create the character ${name}`,
		feature: 'characters',
	});
	return [toItem(run, character)];
}, 'characters');

/** Gets one character. */
export const retrieveCharacter = operation(async (run) => {
	const id = text(run.context, 'characterId');
	if (id === '') throw new InputError('The ID of the character is empty');
	const character = await askForCharacter(run, {
		method: 'GET',
		path: pathWithId(run.path, id),
		query: run.query,
		doing: `get the character ${id}`,
	});
	return [toItem(run, character)];
}, 'characters');
