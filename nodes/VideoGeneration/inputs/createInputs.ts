import type { CreateInputs } from '../../../protocol/dialects/inputs';
import { checkCallbackUrl, checkPrompt, checkSeconds, checkSize } from '../../shared/validate';
import { readReferences } from './references';
import { collection, type Fields } from '../../shared/parameters';
import type { Run } from '../run';

function readNumbers(options: Fields): Partial<CreateInputs> {
	return {
		seed: options.number('seed', { whole: true }),
		frames: options.number('frames', { whole: true, least: 1 }),
		framesPerSecond: options.number('framesPerSecond', { least: 1 }),
		steps: options.number('steps', { whole: true, least: 1 }),
		guidance: options.number('guidance', { least: 0 }),
		count: options.number('count', { whole: true, least: 1 }),
	};
}

/** What the user asks for in a create, checked before any money is spent. @throws InputError */
export async function readCreateInputs(run: Run): Promise<CreateInputs> {
	const options = collection(run.context, 'options');
	const size = run.body.read('size', checkSize);
	return {
		prompt: run.body.read('prompt', checkPrompt),
		model: run.body.text('model'),
		seconds: run.body.read('seconds', checkSeconds),
		size,
		...readNumbers(options),
		negativePrompt: options.text('negativePrompt'),
		audio: options.flag('audio'),
		characters: options.texts('characters'),
		callbackUrl: options.read('callbackUrl', checkCallbackUrl),
		...(await readReferences(run, size)),
	};
}
