import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { ICredentialType, INodeType, INodeTypeDescription } from 'n8n-workflow';

/** Makes one of each class that the built package has of a kind. */
function built<T>(kind: 'nodes' | 'credentials', ending: string): T[] {
	const load = createRequire(path.resolve('package.json'));
	const { n8n } = JSON.parse(readFileSync('package.json', 'utf8')) as {
		n8n: Record<typeof kind, string[]>;
	};
	return n8n[kind].map((file) => {
		const classes = load(path.resolve(file)) as Record<string, new () => T>;
		return new classes[path.basename(file, ending)]();
	});
}

/** The descriptions of the built nodes. */
export function descriptions(): INodeTypeDescription[] {
	return built<INodeType>('nodes', '.node.js').map(({ description }) => description);
}

/** The built credentials. */
export function credentialTypes(): ICredentialType[] {
	return built('credentials', '.credentials.js');
}
