import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Schema } from '../../../scripts/output/schema.mts';

/** An output schema as it is published. @param file below `dist/nodes`, without `.json` */
export function outputSchema(file: string): Schema {
	const place = path.join(process.cwd(), 'dist/nodes', `${file}.json`);
	return JSON.parse(readFileSync(place, 'utf8')) as Schema;
}

function typeOf(value: unknown): string {
	if (value === null) return 'null';
	return Array.isArray(value) ? 'array' : typeof value;
}

/** Where a value is not as its schema says, a sentence each. A field that the schema does not name is not. */
export function mismatches(schema: Schema | undefined, value: unknown, place = 'item'): string[] {
	if (schema === undefined) return [`${place} is not in the schema`];
	const { enum: values, properties, items } = schema;
	const types = [schema.type].flat();
	const type = typeOf(value);
	if (!types.includes(type)) return [`${place} is ${type}, not ${types.join(' or ')}`];
	if (values && !values.includes(String(value))) return [`${place} is ${String(value)}`];
	if (Array.isArray(value)) {
		return value.flatMap((entry, n) => (items ? mismatches(items, entry, `${place}[${n}]`) : []));
	}
	if (type !== 'object' || properties === undefined) return [];
	return Object.entries(value as object).flatMap(([name, entry]) =>
		mismatches(properties[name], entry, `${place}.${name}`),
	);
}

/** The fields that a value has, those of objects behind their object's name. Entries of arrays, and what no schema knows of, do not count. */
export function fieldsOf({ properties = {} }: Schema, value: unknown, place = ''): string[] {
	if (typeOf(value) !== 'object') return [];
	return Object.entries(value as object).flatMap(([name, entry]) => [
		`${place}${name}`,
		...fieldsOf(properties[name] ?? { type: 'object' }, entry, `${place}${name}.`),
	]);
}

/** All fields of a schema, in the same way. */
export function allFields({ properties = {} }: Schema, place = ''): string[] {
	return Object.entries(properties).flatMap(([name, schema]) => [
		`${place}${name}`,
		...allFields(schema, `${place}${name}.`),
	]);
}
