import { execFile } from 'node:child_process';
import { cp, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { root } from './paths.mts';

const windows = process.platform === 'win32';

/** What `npm pack` would ship: paths below the project's folder. */
async function askNpm(): Promise<string[]> {
	const { stdout } = await promisify(execFile)(
		windows ? 'npm.cmd' : 'npm',
		['pack', '--dry-run', '--json', '--ignore-scripts', '--loglevel=error'],
		{ cwd: root, shell: windows, maxBuffer: 16 * 1024 * 1024 },
	);
	const [packed] = JSON.parse(stdout) as Array<{ files: Array<{ path: string }> }>;
	return packed.files.map((file) => file.path);
}

/** What `npm pack` would ship. npm, which takes seconds, is asked once for each build. */
async function packedFiles(): Promise<string[]> {
	// Whoever builds makes the folder anew.
	const changed = ['dist', 'package.json'].map(async (name) => await stat(path.join(root, name)));
	const build = (await Promise.all(changed)).map(({ mtimeMs }) => mtimeMs).join(' ');
	const list = path.join(root, 'node_modules', '.cache', 'packed-files.json');
	const known = await readFile(list, 'utf8')
		.then((text) => JSON.parse(text) as { build: string; files: string[] })
		.catch(() => undefined);
	if (known?.build === build) return known.files;
	const files = await askNpm();
	await mkdir(path.dirname(list), { recursive: true });
	// A suite beside this one may read it meanwhile.
	const next = `${list}.${process.pid}`;
	await writeFile(next, JSON.stringify({ build, files }));
	await rename(next, list);
	return files;
}

/**
 * Puts the built package where n8n looks for the community nodes of a user, in place of an older one.
 * @param userFolder the n8n's `N8N_USER_FOLDER`
 */
export async function installPackage(userFolder: string): Promise<void> {
	const { name } = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8')) as {
		name: string;
	};
	const target = path.join(userFolder, '.n8n', 'nodes', 'node_modules', name);
	await rm(target, { recursive: true, force: true });
	for (const file of await packedFiles()) {
		await mkdir(path.dirname(path.join(target, file)), { recursive: true });
		await cp(path.join(root, file), path.join(target, file));
	}
}
