import { isRecord } from './json';

/** A file part of a multipart body. */
export interface FilePart {
	fileName: string;
	mimeType: string;
	bytes: Buffer;
}

/** The values of a create request, by their names in the API. Files only go out as multipart. */
export type BodyFields = Record<string, unknown>;

/** Leaves out what the user left empty, so that the server's own default holds. */
export function withoutEmpty(fields: BodyFields): BodyFields {
	return Object.fromEntries(
		Object.entries(fields).filter(
			([, value]) => value !== undefined && value !== null && value !== '',
		),
	);
}

function appendField(form: FormData, name: string, value: unknown): void {
	if (name === 'input_reference' && isRecord(value)) {
		// The `openai` SDK's multipart form of an object: input_reference[image_url], input_reference[file_id].
		for (const [key, entry] of Object.entries(value)) form.append(`${name}[${key}]`, String(entry));
		return;
	}
	form.append(name, typeof value === 'object' ? JSON.stringify(value) : String(value));
}

/** A multipart body: objects and lists as JSON text, all else as plain text. */
export function multipartBody(fields: BodyFields, files: Record<string, FilePart> = {}): FormData {
	const form = new FormData();
	for (const [name, value] of Object.entries(withoutEmpty(fields))) appendField(form, name, value);
	for (const [name, { bytes, fileName, mimeType }] of Object.entries(files)) {
		form.append(name, new Blob([new Uint8Array(bytes)], { type: mimeType }), fileName);
	}
	return form;
}

/** A JSON body. A file goes as a data URL, the one way that JSON has. */
export function jsonBody(fields: BodyFields, files: Record<string, FilePart> = {}): BodyFields {
	const body = withoutEmpty(fields);
	for (const [name, { bytes, mimeType }] of Object.entries(files)) {
		body[name] = { image_url: `data:${mimeType};base64,${bytes.toString('base64')}` };
	}
	return body;
}
