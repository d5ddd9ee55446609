import { ApiError } from '../errors.mts';
import type { Payload } from '../payload.mts';

/** What a field must be. `int` and `number` also take digits where the body is a form, in which all is text. */
export type FieldType = 'text' | 'int' | 'number' | 'bool' | 'object' | 'list' | 'any';

/** A server's fields; a type with `!` is required. */
export type FieldTypes = Record<string, FieldType | `${FieldType}!`>;

type Fields = Record<string, unknown>;

/** How a server refuses a field: its name, and what is wrong with it. */
export type RefuseField = (field: string, problem: string) => ApiError;

/** The plain fields of a body, of whichever form. */
export function plainFields(payload: Payload): Fields {
	if (payload.kind === 'multipart') return payload.fields;
	return payload.kind === 'json' && typeof payload.value === 'object'
		? ((payload.value ?? {}) as Fields)
		: {};
}

function fits(type: FieldType, value: unknown, isForm: boolean): boolean {
	const number = isForm && typeof value === 'string' && value !== '' ? Number(value) : value;
	switch (type) {
		case 'text':
			return typeof value === 'string';
		case 'int':
			return Number.isInteger(number);
		case 'number':
			return typeof number === 'number' && Number.isFinite(number);
		case 'bool':
			return typeof value === 'boolean' || (isForm && /^(true|false|1|0)$/i.test(String(value)));
		case 'object':
			return typeof value === 'object' && value !== null && !Array.isArray(value);
		case 'list':
			return Array.isArray(value);
		default:
			return true;
	}
}

const words: Record<FieldType, string> = {
	text: 'a valid string',
	int: 'a valid integer',
	number: 'a valid number',
	bool: 'a valid boolean',
	object: 'a valid dictionary',
	list: 'a valid list',
	any: 'a value',
};

/** Checks a body's fields by their types; unknown ones pass unless `strict`. @throws what `refuse` makes */
export function checkFields(
	payload: Payload,
	types: FieldTypes,
	refuse: RefuseField,
	strict = false,
): Fields {
	const fields = plainFields(payload);
	for (const [name, typeAndMark] of Object.entries(types)) {
		const required = typeAndMark.endsWith('!');
		const type = typeAndMark.replace('!', '') as FieldType;
		const value = fields[name] ?? undefined;
		if (value === undefined && required) throw refuse(name, 'Field required');
		if (value !== undefined && !fits(type, value, payload.kind === 'multipart')) {
			throw refuse(name, `Input should be ${words[type]}`);
		}
	}
	const unknown = Object.keys(fields).find((name) => !(name in types));
	if (strict && unknown) throw refuse(unknown, 'Extra inputs are not permitted');
	return fields;
}
