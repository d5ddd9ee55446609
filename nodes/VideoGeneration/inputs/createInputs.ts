import type { CreateInputs } from '../../../protocol/dialects/inputs';
import { checkCallbackUrl, checkPrompt, checkSeconds, checkSize } from '../../shared/validate';
import { readReferences } from './references';
import { collection, type Fields } from '../../shared/parameters';
import type { Run } from '../run';

function readNumbers(settings: Fields): Partial<CreateInputs> {
	return {
		seed: settings.number('seed', { whole: true }),
		frames: settings.number('frames', { whole: true, least: 1 }),
		framesPerSecond: settings.number('framesPerSecond', { least: 1 }),
		steps: settings.number('steps', { whole: true, least: 1 }),
		guidance: settings.number('guidance', { least: 0 }),
		count: settings.number('count', { whole: true, least: 1 }),
	};
}

/** What the user asks for in a create, checked before any money is spent. @throws InputError */
export async function readCreateInputs(run: Run): Promise<CreateInputs> {
	const settings = collection(run.context, 'modelSettings');
	const size = run.body.read('size', checkSize);
	return {
		prompt: run.body.read('prompt', checkPrompt),
		model: run.body.text('model'),
		seconds: run.body.read('seconds', checkSeconds),
		size,
		...readNumbers(settings),
		negativePrompt: settings.text('negativePrompt'),
		audio: settings.flag('audio'),
		characters: settings.texts('characters'),
		callbackUrl: run.options.read('callbackUrl', checkCallbackUrl),
		...(await readReferences(run, size)),
	};
}
