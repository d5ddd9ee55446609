import type { IDataObject } from 'n8n-workflow';
import type { CreateInputs } from '../../../protocol/dialects/inputs';
import {
	checkCallbackUrl,
	checkNumber,
	checkPrompt,
	checkSeconds,
	checkSize,
} from '../../shared/validate';
import { readLastFrame, readReferenceImage } from './images';
import { collection } from '../../shared/parameters';
import type { Run } from '../run';

function names(value: unknown): string[] {
	const all = Array.isArray(value) ? value : String(value ?? '').split(',');
	return all.map((name) => String(name).trim()).filter(Boolean);
}

function readNumbers(options: IDataObject): Partial<CreateInputs> {
	return {
		seed: checkNumber('Seed', options.seed, { whole: true }),
		frames: checkNumber('Frames', options.frames, { whole: true, least: 1 }),
		framesPerSecond: checkNumber('Frames per Second', options.framesPerSecond, { least: 1 }),
		steps: checkNumber('Steps', options.steps, { whole: true, least: 1 }),
		guidance: checkNumber('Guidance', options.guidance, { least: 0 }),
		count: checkNumber('Number of Videos', options.count, { whole: true, least: 1 }),
	};
}

/** What the user asks for in a create, checked before any money is spent. @throws InputError */
export async function readCreateInputs(run: Run): Promise<CreateInputs> {
	const options = collection(run.context, 'options');
	const { negativePrompt, audio } = options;
	const size = checkSize(run.body.size);
	return {
		prompt: checkPrompt(run.body.prompt),
		model: String(run.body.model ?? '').trim(),
		seconds: checkSeconds(run.body.seconds),
		size,
		...readNumbers(options),
		negativePrompt: String(negativePrompt ?? '').trim(),
		audio: typeof audio === 'boolean' ? audio : undefined,
		characters: names(options.characters),
		callbackUrl: checkCallbackUrl(options.callbackUrl),
		reference: await readReferenceImage(run, size),
		lastFrame: await readLastFrame(run),
	};
}
