import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { INodeProperties } from 'n8n-workflow';
import { VideoGeneration } from '../../nodes/VideoGeneration/VideoGeneration.node';

const folder = path.join(__dirname, '..', 'compatibility');
const versions = existsSync(folder) ? readdirSync(folder) : [];
const { description } = new VideoGeneration();

interface Saved {
	parameters: Record<string, unknown>;
	credentials: Record<string, unknown>;
	typeVersion: number;
}

function isPlain(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether one of the fields of this name takes the saved value. */
function takes(field: INodeProperties, value: unknown): boolean {
	const offered = (field.options ?? []) as Array<INodeProperties & { value?: unknown }>;
	if (field.type === 'collection') {
		return isPlain(value) && missing(offered, value).length === 0;
	}
	if (field.type === 'fixedCollection') {
		const groups = (field.options ?? []) as Array<{ name: string; values: INodeProperties[] }>;
		return (
			isPlain(value) &&
			Object.entries(value).every(([name, rows]) => {
				const group = groups.find((one) => one.name === name);
				return (
					group && [rows].flat().every((row) => missing(group.values, row as never).length === 0)
				);
			})
		);
	}
	if (field.type === 'options' && offered.length > 0) {
		return offered.some((option) => option.value === value);
	}
	return typeof field.default === typeof value;
}

/** The saved parameters that no field takes any more. */
function missing(fields: INodeProperties[], saved: Record<string, unknown>): string[] {
	return Object.entries(saved)
		.filter(([name, value]) => !fields.some((field) => field.name === name && takes(field, value)))
		.map(([name]) => name);
}

describe('saved workflows', () => {
	it('a renamed parameter, another type and a list value that is gone are seen', () => {
		const operation = description.properties.find((field) => field.name === 'operation')!;
		expect(missing(description.properties, { renamed: '' })).toEqual(['renamed']);
		expect(missing(description.properties, { operation: 'gone' })).toEqual(['operation']);
		expect(missing(description.properties, { operation: operation.default })).toEqual([]);
	});

	for (const version of versions) {
		for (const file of readdirSync(path.join(folder, version))) {
			it(`${version}/${file}: the node still has every parameter and credential`, () => {
				const text = readFileSync(path.join(folder, version, file), 'utf8');
				const [node] = (JSON.parse(text) as { nodes: Saved[] }).nodes;
				expect([description.version].flat()).toContain(node.typeVersion);
				expect(missing(description.properties, node.parameters)).toEqual([]);
				const names = description.credentials?.map((credential) => credential.name);
				expect(names).toEqual(expect.arrayContaining(Object.keys(node.credentials)));
			});
		}
	}
});
