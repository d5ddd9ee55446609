import { readFile } from 'node:fs/promises';
import { cpus, loadavg, platform, release, totalmem } from 'node:os';
import path from 'node:path';
import { root } from '../host/paths.mts';

/** What the figures depend on beside the contenders. */
export interface Machine {
	n8n: string;
	/** runs n8n */
	hostNode: string;
	/** runs the sandbox and this benchmark */
	node: string;
	package: string;
	cores: number;
	processor: string;
	memoryBytes: number;
	system: string;
	/** load average of the last minute, before the first measure */
	load: number;
}

async function versionOf(...parts: string[]): Promise<string> {
	const text = await readFile(path.join(root, ...parts, 'package.json'), 'utf8');
	return (JSON.parse(text) as { version: string }).version;
}

/** Reads it all. To be called before the first measure. */
export async function readMachine(): Promise<Machine> {
	const processors = cpus();
	return {
		n8n: await versionOf('host', 'node_modules', 'n8n'),
		hostNode: await versionOf('host', 'node_modules', 'node'),
		node: process.versions.node,
		package: await versionOf(),
		cores: processors.length,
		processor: processors[0]?.model.trim() ?? 'unknown',
		memoryBytes: totalmem(),
		system: `${platform()} ${release()}`,
		load: loadavg()[0],
	};
}
