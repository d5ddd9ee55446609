import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { INodeType, INodeTypeDescription } from 'n8n-workflow';

/** The descriptions of the built nodes. */
export function descriptions(): INodeTypeDescription[] {
	const load = createRequire(path.resolve('package.json'));
	const { n8n } = JSON.parse(readFileSync('package.json', 'utf8')) as { n8n: { nodes: string[] } };
	return n8n.nodes.map((file) => {
		const classes = load(path.resolve(file)) as Record<string, new () => INodeType>;
		return new classes[path.basename(file, '.node.js')]().description;
	});
}
