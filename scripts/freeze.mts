// npm run freeze -- VERSION: writes test/compatibility/VERSION/, one workflow per operation with every option that its form offers.
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { NodeHelpers, type INodeProperties, type INodeTypeDescription } from 'n8n-workflow';
import { root } from '../host/paths.mts';

type Values = Record<string, unknown>;

/** A value of the field's own type: what it offers first, else its default, else a text that names it. */
function valueOf(field: INodeProperties, values: Values): unknown {
	const inner = (field.options ?? []) as INodeProperties[];
	if (field.type === 'collection') {
		return Object.fromEntries(inner.map((option) => [option.name, valueOf(option, values)]));
	}
	if (field.type === 'fixedCollection') {
		const groups = (field.options ?? []) as Array<{ name: string; values: INodeProperties[] }>;
		const filled = groups.map((group) => {
			const row = Object.fromEntries(group.values.map((one) => [one.name, valueOf(one, values)]));
			return [group.name, field.typeOptions?.multipleValues ? [row] : row];
		});
		return Object.fromEntries(filled);
	}
	if (field.type === 'string' && field.default === '') return `any ${field.name}`;
	return field.default;
}

/** The parameters of one operation as n8n saves them: every field that its form shows. */
function parametersOf(description: INodeTypeDescription, fixed: Values): Values {
	const values: Values = { ...fixed };
	const node = { typeVersion: [description.version].flat().at(-1)! };
	for (const field of description.properties) {
		if (field.type === 'notice' || field.name in values) continue;
		if (!NodeHelpers.displayParameter(values as never, field, node, description)) continue;
		values[field.name] = valueOf(field, values);
	}
	return values;
}

const [version] = process.argv.slice(2);
if (!/^\d+\.\d+$/.test(version ?? '')) throw new Error('Usage: npm run freeze -- 0.1');
const folder = path.join(root, 'test', 'compatibility', version);
const file = path.join(root, 'dist/nodes/VideoGeneration/VideoGeneration.node.js');
const { VideoGeneration } = createRequire(import.meta.url)(file) as {
	VideoGeneration: new () => { description: INodeTypeDescription };
};
const { description } = new VideoGeneration();
await rm(folder, { recursive: true, force: true });
await mkdir(folder, { recursive: true });
const operations = description.properties.filter((field) => field.name === 'operation');
for (const field of operations) {
	for (const option of field.options ?? []) {
		const operation = (option as { value: string }).value;
		const resource = field.displayOptions?.show?.resource?.[0];
		const name = [resource, operation].filter(Boolean).join('-');
		const parameters = parametersOf(description, { ...(resource ? { resource } : {}), operation });
		const node = {
			id: name,
			name: description.displayName,
			type: `n8n-nodes-video-generation.${description.name}`,
			typeVersion: [description.version].flat().at(-1),
			position: [0, 0],
			parameters,
			credentials: Object.fromEntries(
				(description.credentials ?? []).map(({ name }) => [name, { id: name, name }]),
			),
		};
		const workflow = { name: `${version}: ${name}`, nodes: [node], connections: {} };
		await writeFile(path.join(folder, `${name}.json`), `${JSON.stringify(workflow, null, '\t')}\n`);
	}
}
