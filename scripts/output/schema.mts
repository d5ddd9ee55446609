import type { Field, Shape } from './field.mts';
import { OPERATIONS, partOf, TRIGGERS, type Piece } from './outputs.mts';
import type { Parts } from './page.mts';

/** A JSON schema, as far as n8n's own nodes use it for what they give. */
export interface Schema {
	type: string | string[];
	enum?: string[];
	properties?: Record<string, Schema>;
	items?: Schema;
}

/** The schema of a node's output, with the version that n8n's own nodes give theirs. */
export interface OutputSchema extends Schema {
	version: number;
}

function schemaOf({ types, mayBeNull, values, fields, entries }: Shape): Schema {
	const all = mayBeNull ? [...types, 'null'] : types;
	return {
		// n8n's editor shows the first one.
		type: all.length === 1 ? all[0] : all,
		...(values && !mayBeNull && { enum: values }),
		...(fields && { properties: propertiesOf(fields) }),
		...(entries && { items: schemaOf(entries) }),
	};
}

function propertiesOf(fields: readonly Field[]): Record<string, Schema> {
	return Object.fromEntries(fields.map(({ name, shape }) => [name, schemaOf(shape)]));
}

/** The schema of an item with these fields. */
export function itemSchema(fields: readonly Field[]): OutputSchema {
	return { type: 'object', properties: propertiesOf(fields), version: 1 };
}

/** The folder of each node's schemas, as n8n looks for them (n8n-core 2.41, output-schema-resolver.js): of version 1 of the node. */
function folderOf(node: string): string {
	return `nodes/${node[0].toUpperCase()}${node.slice(1)}/__schema__/v1.0.0`;
}

/** The files of the schemas of all operations and triggers, and what each is made of. */
export function schemaFiles(): Map<string, readonly Piece[]> {
	const folder = folderOf('videoGeneration');
	return new Map([
		...Object.entries(OPERATIONS).map(([operation, pieces]): [string, readonly Piece[]] => [
			`${folder}/${operation.replace(' ', '/')}.json`,
			pieces,
		]),
		...Object.entries(TRIGGERS).map(([node, pieces]): [string, readonly Piece[]] => [
			`${folderOf(node)}.json`,
			pieces,
		]),
	]);
}

/** The schemas by their files. */
export function schemas(parts: Parts): Map<string, OutputSchema> {
	return new Map(
		[...schemaFiles()].map(([file, pieces]) => [
			file,
			itemSchema(pieces.flatMap((piece) => parts.get(partOf(piece).source)!)),
		]),
	);
}
