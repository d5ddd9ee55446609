import { Buffer } from 'node:buffer';
import type { FastifyRequest } from 'fastify';
import { sha256 } from './clip-spec.mts';
import { ApiError, invalid } from './errors.mts';

export interface FilePart {
	field: string;
	filename: string;
	mimeType: string;
	data: Buffer;
}

/** A request's body, read to its end. */
export type Payload =
	| { kind: 'none' }
	| { kind: 'json'; value: unknown }
	| { kind: 'multipart'; fields: Record<string, string | string[]>; files: FilePart[] }
	| { kind: 'text'; contentType: string; text: string; sentAsJson: boolean };

/** Reads the body once, before anything is decided, so that the log shows refused requests too. */
export async function readPayload(request: FastifyRequest): Promise<Payload> {
	if (request.isMultipart()) return readMultipart(request);
	const data = request.body;
	if (!Buffer.isBuffer(data) || data.length === 0) return { kind: 'none' };
	const contentType = request.headers['content-type'] ?? '';
	const text = data.toString();
	const sentAsJson = /^application\/([\w.-]+\+)?json\b/i.test(contentType);
	try {
		if (sentAsJson) return { kind: 'json', value: JSON.parse(text) };
	} catch {
		// Not JSON after all: kept as text, refused by requireFields.
	}
	return { kind: 'text', contentType, text, sentAsJson };
}

async function readMultipart(request: FastifyRequest): Promise<Payload> {
	const fields: Record<string, string | string[]> = {};
	const files: FilePart[] = [];
	for await (const part of request.parts()) {
		const field = part.fieldname;
		if (part.type === 'file') {
			const { filename, mimetype: mimeType } = part;
			files.push({ field, filename, mimeType, data: await part.toBuffer() });
		} else {
			const earlier = fields[field];
			const value = String(part.value);
			fields[field] = earlier === undefined ? value : [earlier, value].flat();
		}
	}
	return { kind: 'multipart', fields, files };
}

/** The body as the request log shows it: files by length and hash, not by content. */
export function describePayload(payload: Payload): unknown {
	if (payload.kind === 'json') return payload.value;
	if (payload.kind === 'text') return payload.text.slice(0, 10_000);
	if (payload.kind === 'none') return null;
	const files = payload.files.map(({ data, ...rest }) => ({
		...rest,
		bytes: data.length,
		sha256: sha256(data),
	}));
	return { fields: payload.fields, files };
}

/** The fields and files of a JSON or multipart body; refuses any other (415, 400). */
export function requireFields(payload: Payload): {
	fields: Record<string, unknown>;
	files: FilePart[];
} {
	if (payload.kind === 'multipart') return payload;
	if (payload.kind === 'none') throw invalid('prompt', "Missing required parameter: 'prompt'.");
	if (payload.kind === 'text') {
		if (payload.sentAsJson) {
			throw new ApiError(400, 'We could not parse the JSON body of your request.', 'invalid_json');
		}
		const message =
			`Unsupported content type: '${payload.contentType}'. ` +
			"Use 'multipart/form-data' or 'application/json'.";
		throw new ApiError(415, message, 'unsupported_content_type');
	}
	const { value } = payload;
	if (typeof value !== 'object' || value === null || Array.isArray(value)) {
		throw new ApiError(400, 'The JSON body must be an object.', 'invalid_type');
	}
	return { fields: value as Record<string, unknown>, files: [] };
}
