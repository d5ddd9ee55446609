import { MOST_INLINE_BYTES, type BodyFields, type FilePart, type Files } from '../body';
import { isRecord } from '../reading/json';
import type { Derivation, Dialect, Writer, Writing } from './dialect';
import { INPUT_NAMES, type BodyForm, type CreateInputs } from './inputs';
import { as, sourceVideo, TOO_LARGE } from './writers';

/** An input that a server does not take, and in which way; empty for not at all. */
export interface NotTaken {
	input: keyof CreateInputs;
	way: string;
}

/** The fields of a body, and the files that go along as multipart. */
export interface WrittenBody {
	fields: BodyFields;
	files: Files;
}

/** Whether the user has filled it in. */
export function isGiven(value: unknown): boolean {
	return value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0);
}

// Two images may go into one list, also where the first one alone is none, and several inputs into one object, whose lists grow too.
function joined(before: unknown, value: unknown): unknown {
	if (Array.isArray(value) && (Array.isArray(before) || isRecord(before))) {
		return [before, value].flat();
	}
	if (!isRecord(before) || !isRecord(value)) return value;
	const all = { ...before };
	addFields(all, value);
	return all;
}

function hasObjects(writing: Writing, inputs: CreateInputs): boolean {
	const written = writeInputs(writing, inputs, 'multipart');
	if (!('fields' in written) || Object.keys(written.files).length > 0) return false;
	return Object.values(written.fields).some((value) => typeof value === 'object');
}

/**
 * The forms in which a server takes a create, the one to try first at the beginning. JSON comes first for objects that would
 * be fields with brackets: QVAC 0.13 takes multipart but does not know such names, and renders without them.
 */
export function formsFor(writing: Writing, inputs: CreateInputs): readonly BodyForm[] {
	const { forms, nested } = writing;
	if (nested !== 'brackets' || !forms.includes('json') || !hasObjects(writing, inputs))
		return forms;
	return ['json', ...forms.filter((form) => form !== 'json')];
}

/** Lays what the user writes out over what the node has written: it wins, but leaves the rest of an object alone. */
export function layOver(fields: BodyFields, extra: BodyFields): BodyFields {
	const all = { ...fields };
	for (const [name, value] of Object.entries(extra)) {
		const before = all[name];
		all[name] = isRecord(before) && isRecord(value) ? { ...before, ...value } : value;
	}
	return all;
}

function addFields(all: BodyFields, more: BodyFields): void {
	for (const [name, value] of Object.entries(more)) all[name] = joined(all[name], value);
}

function addFiles(all: Files, more: Files): void {
	for (const [name, parts] of Object.entries(more)) {
		const before: FilePart[] = name in all ? [all[name]].flat() : [];
		const files = [...before, ...[parts].flat()];
		all[name] = files.length === 1 ? files[0] : files;
	}
}

// OpenAI's OpenAPI document of 2026-08-21. It has no model there: the new video is made by that of the first.
const REFERENCE_DERIVATION: Derivation = {
	forms: ['json', 'multipart'],
	nested: 'brackets',
	always: {},
	fields: {
		prompt: as('prompt'),
		model: as('model'),
		seconds: as('seconds'),
		video: sourceVideo('video', { part: 'video', id: (id) => ({ id }) }),
	},
};

/** How a server takes an edit or an extension. */
export function derivationOf(dialect: Dialect, operation: 'edit' | 'extend'): Writing & Derivation {
	return { ...dialect, ...(dialect[operation] ?? REFERENCE_DERIVATION) };
}

function fileBytes(value: unknown): number {
	const files = [value].flat().flatMap((one) => (isRecord(one) && 'file' in one ? [one.file] : []));
	return (files as FilePart[]).reduce((sum, { bytes }) => sum + bytes.length, 0);
}

/**
 * Writes what the user asks for as a server takes it.
 * @returns in place of a body what the server does not take
 */
export function writeInputs(
	{ fields: table, always, apart = [] }: Writing,
	inputs: CreateInputs,
	form: BodyForm,
): WrittenBody | NotTaken {
	const both = apart.find((pair) => pair.every((name) => isGiven(inputs[name])));
	if (both) return { input: both[1], way: `together with ${INPUT_NAMES[both[0]]}` };
	const body: WrittenBody = { fields: { ...always }, files: {} };
	let allBytes = 0;
	for (const name of Object.keys(INPUT_NAMES) as Array<keyof CreateInputs>) {
		const value = inputs[name];
		if (!isGiven(value)) continue;
		const write = table[name] as Writer<unknown> | undefined;
		const written = write === undefined ? '' : write(value, form, inputs);
		if (typeof written === 'string') return { input: name, way: written };
		allBytes += fileBytes(value);
		if (form === 'json' && allBytes > MOST_INLINE_BYTES) return { input: name, way: TOO_LARGE };
		addFields(body.fields, written.fields ?? {});
		addFiles(body.files, written.files ?? {});
	}
	return body;
}
