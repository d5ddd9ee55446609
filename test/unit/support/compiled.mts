import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { ICredentialType, INodeProperties, INodeType } from 'n8n-workflow';

function load<T>(file: string, className: string): T {
	// eslint-disable-next-line @typescript-eslint/no-require-imports
	const loaded = require(path.join(process.cwd(), 'dist', file)) as Record<string, new () => T>;
	return new loaded[className]();
}

const manifest = JSON.parse(readFileSync(path.join(process.cwd(), 'package.json'), 'utf8')) as {
	n8n: { nodes: string[] };
};

/** Every node as it is published. */
export const nodes = manifest.n8n.nodes.map((file) =>
	load<INodeType>(path.relative('dist', file), path.basename(file, '.node.js')),
);

function named(name: string): INodeType {
	return nodes.find(({ description }) => description.name === name)!;
}

/** What n8n's node panel reads of each node: its `.node.json`. */
export const manifests = manifest.n8n.nodes.map(
	(file) =>
		JSON.parse(readFileSync(path.join(process.cwd(), `${file}on`), 'utf8')) as {
			node: string;
			categories: string[];
			subcategories: Record<string, string[]>;
			alias: string[];
		},
);

/** The node with the operations. */
export const node = named('videoGeneration');

/** The trigger that polls the server's list. */
export const trigger = named('videoGenerationTrigger');

/** The credential as it is published. */
export const credential = load<ICredentialType>(
	'credentials/VideoGenerationApi.credentials.js',
	'VideoGenerationApi',
);

/** Something that the editor shows under a name: a field, or a choice of a field. */
export interface Shown {
	/** The way to it, e.g. `options (create) > bodyFormat`. */
	place: string;
	name: string;
	description?: string;
}

/** A field and the way to it. */
export interface Field {
	place: string;
	field: INodeProperties;
}

function below(field: INodeProperties): INodeProperties[] {
	const inner = (field.options ?? []) as object[];
	return inner.flatMap((entry) => {
		if ('values' in entry) return (entry as { values: INodeProperties[] }).values;
		return 'type' in entry ? [entry as INodeProperties] : [];
	});
}

/** All fields of a list, with those in collections, however deep. */
export function walk(fields: INodeProperties[], parent = ''): Field[] {
	return fields.flatMap((field) => {
		const operations = field.displayOptions?.show?.operation?.join(', ');
		const place = `${parent}${field.name}${operations ? ` (${operations})` : ''}`;
		return [{ place, field }, ...walk(below(field), `${place} > `)];
	});
}

/** What a field's list offers; empty for fields without a list of choices. */
export function choices({ place, field }: Field): Shown[] {
	if (!['options', 'multiOptions'].includes(field.type)) return [];
	return ((field.options ?? []) as Array<{ name: string; description?: string }>).map(
		({ name, description }) => ({ place: `${place} = ${name}`, name, description }),
	);
}

/** The names of what a collection can add. */
export function collected({ field }: Field): string[] {
	if (!['collection', 'fixedCollection'].includes(field.type)) return [];
	return ((field.options ?? []) as INodeProperties[]).map(({ displayName }) => displayName);
}
