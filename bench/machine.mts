import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { cpus, loadavg, platform, release, totalmem } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { root } from '../host/paths.mts';

/** What the figures depend on beside the contenders. */
export interface Machine {
	n8n: string;
	/** runs n8n */
	hostNode: string;
	/** runs the sandbox and this benchmark */
	node: string;
	package: string;
	/** what was measured, e.g. "1a2b3c4" or "1a2b3c4 with changes" */
	commit: string;
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

async function git(...args: string[]): Promise<string> {
	return (await promisify(execFile)('git', args, { cwd: root })).stdout.trim();
}

// The reports themselves change while they are made.
const SOURCES = ['.', ':!bench/*.md', ':!bench/*.png'];

async function readCommit(): Promise<string> {
	try {
		const commit = await git('rev-parse', '--short', 'HEAD');
		const changes = await git('status', '--porcelain', '--', ...SOURCES);
		return changes === '' ? commit : `${commit} with changes`;
	} catch {
		return 'unknown';
	}
}

/** Reads it all. To be called before the first measure. */
export async function readMachine(): Promise<Machine> {
	const processors = cpus();
	return {
		n8n: await versionOf('host', 'node_modules', 'n8n'),
		hostNode: await versionOf('host', 'node_modules', 'node'),
		node: process.versions.node,
		package: await versionOf(),
		commit: await readCommit(),
		cores: processors.length,
		processor: processors[0]?.model.trim() ?? 'unknown',
		memoryBytes: totalmem(),
		system: `${platform()} ${release()}`,
		load: loadavg()[0],
	};
}

/** Machine, versions and commit in a sentence each, for a report. */
export function machineLines(machine: Machine): string[] {
	const { n8n, hostNode, node, cores, processor, memoryBytes, system, load, commit } = machine;
	return [
		`- n8n-nodes-video-generation ${machine.package} at commit ${commit}, n8n ${n8n} on Node ` +
			`${hostNode}; sandbox and benchmark on Node ${node}.`,
		`- ${cores} cores (${processor}), ${Math.round(memoryBytes / 1e6)} MB of memory, ${system}; ` +
			`load average at the start: ${load.toFixed(2)}.`,
	];
}
