/** A file part of a multipart body. */
export interface FilePart {
	fileName: string;
	mimeType: string;
	bytes: Buffer;
}

/** The file parts of a multipart body, by their names; several may have the same. */
export type Files = Record<string, FilePart | FilePart[]>;

/** The values of a request, by their names in the API. Files only go out as multipart. */
export type BodyFields = Record<string, unknown>;

/** Leaves out what the user left empty, so that the server's own default holds. */
export function withoutEmpty(fields: BodyFields): BodyFields {
	return Object.fromEntries(
		Object.entries(fields).filter(
			([, value]) => value !== undefined && value !== null && value !== '',
		),
	);
}

// As the `openai` SDK writes them: a[b]=1 for an object, a[]=1 for each entry of a list.
function appendBrackets(form: FormData, name: string, value: unknown): void {
	if (Array.isArray(value)) {
		for (const entry of value) appendBrackets(form, `${name}[]`, entry);
	} else if (typeof value === 'object' && value !== null) {
		for (const [key, entry] of Object.entries(value))
			appendBrackets(form, `${name}[${key}]`, entry);
	} else form.append(name, String(value));
}

function appendJson(form: FormData, name: string, value: unknown): void {
	form.append(name, typeof value === 'object' ? JSON.stringify(value) : String(value));
}

/**
 * A multipart body.
 * @param nested how objects and lists are written: as fields with brackets, like the `openai` SDK does it, or as JSON text
 */
export function multipartBody(
	fields: BodyFields,
	files: Files = {},
	nested: 'brackets' | 'json' = 'brackets',
): FormData {
	const form = new FormData();
	const append = nested === 'json' ? appendJson : appendBrackets;
	for (const [name, value] of Object.entries(withoutEmpty(fields))) append(form, name, value);
	for (const [name, parts] of Object.entries(files)) {
		for (const { bytes, fileName, mimeType } of [parts].flat()) {
			form.append(name, new Blob([new Uint8Array(bytes)], { type: mimeType }), fileName);
		}
	}
	return form;
}

/** A JSON body: without files, since JSON has no place for them. */
export function jsonBody(fields: BodyFields): BodyFields {
	return withoutEmpty(fields);
}

/**
 * How many bytes of files a body may carry inside of its text. Node's longest string has 512 MiB (V8's String::kMaxLength), base64 makes a
 * third more of them, and the body is written as one string.
 */
export const MOST_INLINE_BYTES = 256_000_000;

/** A file as a `data:` URL, the one way in which JSON can carry it. */
export function dataUrl({ bytes, mimeType }: FilePart): string {
	return `data:${mimeType};base64,${bytes.toString('base64')}`;
}
