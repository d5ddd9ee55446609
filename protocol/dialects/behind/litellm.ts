import type { FieldTable, Provider, Providers, Writer } from '../dialect';
import { OPENAI_FIELDS } from '../servers/openai';
import { vllmOmni } from '../servers/vllmOmni';
import { MISTAKEN } from './litellmSigns';
import type { Media } from '../inputs';
import {
	as,
	digits,
	entry,
	fileOrUrl,
	inlined,
	insteadOfFirst,
	list,
	media,
	onlyIn,
	pixels,
	single,
	sizeParts,
	within,
} from '../writers';

// Source: BerriAI/litellm 1.110.2, litellm/llms/*/videos/transformation.py, and what arrived behind it at a recorder.
const IMAGE = 'input_reference';
const KNOWN = { seed: as<number>('seed'), audio: as<boolean>('generate_audio') };
// In JSON it uploads any reference as a file, even the text of a URL. What it does not know of a form it hands on as it is.
const OPENAI = onlyIn('multipart', OPENAI_FIELDS.firstFrame!);
const FILE = onlyIn('multipart', media({ part: IMAGE, field: IMAGE }));
const TEXT = onlyIn('json', media({ field: IMAGE, url: (url) => url }));
const BYTES = onlyIn(
	'json',
	inlined(IMAGE, (bytesBase64Encoded, mimeType) => ({ bytesBase64Encoded, mimeType })),
);
const listed = (url: string) => ({ type: 'image_url', image_url: { url } });
const role = (frame_type: string) => (url: string) => ({ ...listed(url), frame_type });
const parameter = <T>(name: string) => onlyIn('json', within<T>('parameters', name));
// They cannot be combined with an input_reference.
const FRAMES: FieldTable = {
	firstFrame: onlyIn('json', entry({ field: 'frame_images', url: role('first_frame') })),
	lastFrame: onlyIn('json', entry({ field: 'frame_images', url: role('last_frame') })),
	referenceImages: onlyIn('json', list({ field: 'input_references', url: listed })),
};

// A reference image goes as a first frame does: as `{image_url}` in JSON, LiteLLM breaks it.
const image = (write: Writer<Media>): FieldTable => ({
	firstFrame: write,
	referenceImages: insteadOfFirst(single(write)),
});

/** For a model of which nobody knows whose it is: an image in the forms that no provider drops without a word. */
export const ANY: FieldTable = { ...OPENAI_FIELDS, ...KNOWN, ...image(fileOrUrl(FILE, TEXT)) };

const base = {
	prompt: as<string>('prompt'),
	model: as<string>('model'),
	seconds: digits('seconds'),
};
const tiers = (ratio: string) => sizeParts({ pixels: 'size', lines: 'resolution', ratio });
const json = (displayName: string, fields: FieldTable): Provider => ({
	displayName,
	forms: ['json'],
	fields: { ...base, ...fields },
});
const like = (displayName: string): Provider => ({
	displayName,
	fields: { ...OPENAI_FIELDS, ...KNOWN, ...image(OPENAI) },
});
const wan = (displayName: string) =>
	json(displayName, {
		...{ size: tiers('ratio'), firstFrame: TEXT, negativePrompt: as('negative_prompt') },
		...{ seed: as('seed'), audio: as('audio') },
	});

/** The services behind LiteLLM that make videos. */
export const litellmProviders: Providers = {
	table: {
		azure: like('Azure'),
		dashscope: wan('DashScope'),
		edenai: {
			displayName: 'Eden AI',
			fields: { ...ANY, ...image(fileOrUrl(FILE, OPENAI_FIELDS.firstFrame!)) },
		},
		fal_ai: json('Fal', {
			...KNOWN,
			size: tiers('aspect_ratio'),
			firstFrame: TEXT,
			negativePrompt: as('negative_prompt'),
		}),
		gemini: json('Gemini', {
			size: tiers('aspectRatio'),
			firstFrame: BYTES,
			negativePrompt: as('negativePrompt'),
		}),
		hosted_vllm: {
			displayName: 'Hosted VLLM',
			forms: ['multipart'],
			nested: 'json',
			fields: vllmOmni.fields,
		},
		minimax: json('MiniMax', { ...FRAMES, size: tiers('aspect_ratio') }),
		openai: like('OpenAI'),
		qwen_ai_platform: wan('Qwen AI Platform'),
		qwencloud: wan('Qwen Cloud'),
		runwayml: json('Runway', { size: pixels('size'), firstFrame: TEXT, seed: as('seed') }),
		vertex_ai: json('Vertex AI', {
			size: pixels('size'),
			firstFrame: BYTES,
			negativePrompt: parameter('negativePrompt'),
			seed: parameter('seed'),
			audio: parameter('generateAudio'),
		}),
		volcengine: json('Volcengine', { ...FRAMES, ...KNOWN, size: tiers('aspect_ratio') }),
	},
	mistaken: MISTAKEN,
};
