import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import { ApiError } from '../errors.mts';
import { referenceParam } from '../reference.mts';
import { signedUrl } from '../storage-links.mts';
import type { Dialect } from './dialect.mts';
import { checkFields, type FieldTypes } from './fields.mts';
import { failureOf, isDone, seconds, wordOf, WORDS } from './shapes.mts';

// ai-dynamo/dynamo, lib/llm/src/protocols/openai/videos.rs (NvCreateVideoRequest, NvVideosResponse), and what its 1.6.1 answers
const MODEL = 'Wan-AI/Wan2.2-T2V-A14B';
const FIELDS: FieldTypes = {
	...{ prompt: 'text!', model: 'text!', input_reference: 'text', seconds: 'int', size: 'text' },
	...{ user: 'text', response_format: 'text', output_format: 'text', nvext: 'object' },
};

/** NVIDIA Dynamo: synchronous; the create's answer is the finished video, by URL or in base64. */
export const dynamo: Dialect = {
	name: 'dynamo',
	base: '/v1',
	errorBody: ({ status, message }) => ({ message, type: STATUS_CODES[status], code: status }),
	models: {
		path: '/models',
		answer: () => ({
			object: 'list',
			data: [{ id: MODEL, object: 'object', created: 0, owned_by: 'nvidia' }],
		}),
	},
	async readCreate(payload) {
		if (payload.kind !== 'json') {
			throw new ApiError(415, 'Expected request with Content-Type application/json');
		}
		const refuse = (field: string, problem: string) =>
			new ApiError(
				400,
				`Failed to deserialize the JSON body into the target type: ${field}: ${problem}`,
			);
		const fields = checkFields(payload, FIELDS, refuse);
		if (fields.model !== MODEL) throw new ApiError(404, 'Model not found');
		// What is no size is rendered in its own.
		const isSize = /^\d+x\d+$/.test(String(fields.size));
		const size = isSize ? String(fields.size) : '832x480';
		const url = fields.input_reference;
		const named = url === undefined ? {} : { input_reference: { image_url: url } };
		return {
			prompt: String(fields.prompt),
			model: String(fields.model),
			seconds: String(fields.seconds ?? 2),
			size,
			reference: await referenceParam(named, [], size),
			inline: fields.response_format === 'b64_json',
		};
	},
	newId: () => randomUUID(),
	answersWhenDone: true,
	async show(job, now, sandbox) {
		const done = isDone(job, now);
		const inline = async () => ({
			b64_json: Buffer.from((await sandbox.clips.get(job.delivered)).video).toString('base64'),
		});
		const file = async () =>
			job.clip.inline ? await inline() : { url: signedUrl(sandbox, job.id, 'video') };
		const entry = async () => ({ ...(await file()), output_format: 'mp4' });
		return {
			id: job.id,
			object: 'video',
			model: job.clip.model,
			status: wordOf(job, now, WORDS),
			progress: done ? 100 : 0,
			created: seconds(job.createdAt),
			data: done ? [await entry()] : [],
			...(failureOf(job, now) && { error: failureOf(job, now)?.message }),
			inference_time_s: job.renderMs / 1000,
		};
	},
	hasRetrieve: false,
};
