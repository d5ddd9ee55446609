import { randomUUID } from 'node:crypto';
import { anyKey } from '../auth.mts';
import type { ClipSpec } from '../clip-spec.mts';
import { errorEnvelope, invalid } from '../errors.mts';
import { listPage } from '../list.mts';
import type { FilePart, Payload } from '../payload.mts';
import { requireFields } from '../payload.mts';
import { referenceParam } from '../reference.mts';
import type { Dialect } from './dialect.mts';
import { checkFields, type FieldTypes } from './fields.mts';
import { endedAt, failureOf, progressAt, seconds, WORDS, wordOf } from './shapes.mts';

// PyPI unsloth 2026.10.9, studio/backend/routes/video.py and models/inference.py, and what it answers
const FIELDS: FieldTypes = {
	...{ prompt: 'text!', model: 'text', seconds: 'any', size: 'text', seed: 'int', steps: 'int' },
	...{ negative_prompt: 'text', guidance: 'number', num_frames: 'int', fps: 'int' },
};

const MODEL = 'Lightricks/LTX-2';
const FPS = 24;
const refused = (field: string, problem: string) => invalid(field, `${field}: ${problem}`);
const seeds = new WeakMap<ClipSpec, number>();

/** A length in the model's steps of 8 frames. */
function snapped(frames: number): string {
	return String(
		Math.round(((Math.max(1, Math.round((frames - 1) / 8)) * 8 + 1) / FPS) * 100) / 100,
	);
}

function lengthOf({ seconds: length, num_frames: frames }: Record<string, unknown>): string {
	if (length !== undefined && frames !== undefined) {
		throw invalid('seconds', 'Value error, Send seconds or num_frames, not both.');
	}
	if (length === undefined) return snapped(Number(frames ?? 121));
	const asked = Number(length);
	if (asked > 0 && asked <= 120) return snapped(asked * FPS);
	throw invalid('seconds', 'seconds must be between 0 and 120.');
}

/** Its images and sounds by field: parts of a form, or texts. */
function mediaOf(payload: Payload, name: string): Array<FilePart | string> {
	const { fields, files } = requireFields(payload);
	const parts = files.filter(({ field }) => field === name || field === `${name}[]`);
	const nested = fields[`${name}[image_url]`] ?? fields[`${name}[file_id]`];
	const texts = [fields[name], fields[`${name}[]`], nested].flat().filter(Boolean);
	return [...parts, ...texts.map((text) => addressOf(name, text))];
}

function addressOf(name: string, value: unknown): string {
	const { image_url: url, file_id: id } = Object(value) as Record<string, unknown>;
	if (id) throw invalid(name, `${name}.file_id is not supported; send a file upload.`);
	const address = String(url ?? value);
	if (!/^https?:/i.test(address)) return address;
	throw invalid(name, `Remote ${name} URLs are not fetched; send a file upload.`);
}

function listOf(payload: Payload, name: string, most: number): Array<FilePart | string> {
	const list = mediaOf(payload, name);
	if (list.length > most) throw invalid(name, `${name}: send at most ${most}.`);
	return list;
}

/** Unsloth Studio: fields of its own, a length in steps, no address requested, the seed in every answer. */
export const unsloth: Dialect = {
	name: 'unsloth',
	base: '/v1',
	presentedKey: anyKey,
	errorBody: ({ status, message, code, param }) => errorEnvelope(status, message, code, param),
	models: {
		path: '/models',
		answer: () => ({ object: 'list', data: [{ id: MODEL, object: 'model', loaded: true }] }),
	},
	async readCreate(payload) {
		requireFields(payload);
		const fields = checkFields(payload, FIELDS, refused);
		const size = String(fields.size ?? '768x512');
		if (!/^\d+x\d+$/.test(size)) throw invalid('size', "size must be '<width>x<height>'.");
		const [first] = mediaOf(payload, 'input_reference');
		const images = listOf(payload, 'reference_images', 9);
		const sounds = listOf(payload, 'reference_audios', 3);
		const [last] = mediaOf(payload, 'last_frame');
		if (first && images.length > 0)
			throw invalid('reference_images', 'input_reference cannot be combined with reference_images');
		if (last && (images.length > 0 || sounds.length > 0))
			throw invalid('last_frame', 'keyframes and references cannot be combined');
		if (sounds.length > 0 && !first && images.length === 0) {
			throw invalid('reference_audios', 'reference audio needs at least one reference image');
		}
		const shown = first ?? images[0];
		const named = typeof shown === 'string' ? { input_reference: { image_url: shown } } : {};
		const file = typeof shown === 'object' ? [{ ...shown, field: 'input_reference' }] : [];
		const clip: ClipSpec = {
			...{ prompt: String(fields.prompt), model: MODEL, seconds: lengthOf(fields), size },
			reference: await referenceParam(named, file, size),
		};
		seeds.set(clip, Number(fields.seed ?? 42));
		return clip;
	},
	newId: () => `video_${randomUUID().replaceAll('-', '')}`,
	show: (job, now) => ({
		id: job.id,
		object: 'video',
		model: job.clip.model,
		status: wordOf(job, now, WORDS),
		progress: progressAt(job, now),
		created_at: seconds(job.createdAt),
		completed_at: endedAt(job, now),
		expires_at: null,
		prompt: job.clip.prompt,
		size: job.clip.size,
		seconds: job.clip.seconds,
		seed: seeds.get(job.clip) ?? null,
		error: failureOf(job, now) ?? null,
		remixed_from_video_id: null,
	}),
	list: listPage,
	deleted: ({ id }) => ({ id, object: 'video.deleted', deleted: true }),
	content: { notReady: 400, failed: 400, gone: 404, variants: 'all' },
};
