import { ApiError, invalid } from './errors.mts';
import { videoModels } from './models.mts';

const MAX_PROMPT = 32_000;

type Fields = Record<string, unknown>;

/** A text parameter; anything but a string is refused by name. */
function text(fields: Fields, name: string, fallback?: string): string {
	const value = fields[name] ?? fallback;
	if (value === undefined) {
		const message = `Missing required parameter: '${name}'.`;
		throw invalid(name, message, 'missing_required_parameter');
	}
	if (typeof value === 'string') return value;
	const got = Array.isArray(value) ? 'an array' : `a ${typeof value}`;
	const message = `Invalid type for '${name}': expected a string, but got ${got} instead.`;
	throw invalid(name, message, 'invalid_type');
}

function oneOf(name: string, value: string, allowed: string[]): string {
	if (allowed.includes(value)) return value;
	const list = allowed.map((word) => `'${word}'`).join(', ');
	throw invalid(name, `Invalid value: '${value}'. Supported values are: ${list}.`);
}

/** The prompt of a create or a remix: 1 to 32 000 characters. */
export function promptParam(fields: Fields): string {
	const prompt = text(fields, 'prompt');
	if (prompt === '') {
		throw invalid('prompt', "Invalid 'prompt': empty string.", 'empty_string');
	}
	if (prompt.length > MAX_PROMPT) {
		const message = `Invalid 'prompt': string too long, at most ${MAX_PROMPT} characters.`;
		throw invalid('prompt', message, 'string_above_max_length');
	}
	return prompt;
}

/** Model, length and size of a create, with the reference's defaults. */
export function clipParams(fields: Fields) {
	const model = text(fields, 'model', 'sora-2');
	const known = Object.hasOwn(videoModels, model) ? videoModels[model] : undefined;
	if (!known) {
		const message = `The model '${model}' does not exist or does not make videos.`;
		throw new ApiError(400, message, 'model_not_found', 'model');
	}
	const seconds = oneOf('seconds', text(fields, 'seconds', '4'), known.seconds);
	const size = oneOf('size', text(fields, 'size', '720x1280'), known.sizes);
	return { model, seconds, size };
}
