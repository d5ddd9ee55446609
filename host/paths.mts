import { existsSync } from 'node:fs';
import path from 'node:path';

/** The project's folder. Every command and suite runs there (`import.meta` does not exist in Jest). */
export const root = process.cwd();

const modules = path.join(root, 'host', 'node_modules');

/** The Node that n8n needs, which is not the one that runs this. */
export const nodeBinary = path.join(
	modules,
	'node',
	'bin',
	process.platform === 'win32' ? 'node.exe' : 'node',
);

/** What that Node runs: n8n's own command line. */
export const n8nScript = path.join(modules, 'n8n', 'bin', 'n8n');

/** Throws an error that tells what to do when the project, n8n itself or, where it is needed, the built package is not there. */
export function assertReady(withPackage: boolean): void {
	const needed: Array<[file: string, remedy: string]> = [
		[path.join(root, 'host', 'n8n.mts'), 'run this from the project folder'],
		[nodeBinary, 'run "npm run demo" once: it installs n8n into host/node_modules'],
		[n8nScript, 'run "npm run demo" once: it installs n8n into host/node_modules'],
	];
	if (withPackage) {
		needed.push([path.join(root, 'dist', 'nodes'), 'build the node with "npm run build"']);
	}
	for (const [file, remedy] of needed) {
		if (!existsSync(file)) throw new Error(`${file} is missing: ${remedy}.`);
	}
}
