import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import path from 'node:path';
import { schemaFiles } from '../../scripts/output/schema.mts';

const root = process.cwd();
const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));

interface Packed {
	files: Array<{ path: string }>;
	unpackedSize: number;
}

const [packed] = JSON.parse(
	execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
		cwd: root,
		encoding: 'utf8',
		stdio: ['ignore', 'pipe', 'ignore'],
	}),
) as Packed[];
const files = packed.files.map((file) => file.path);
const scripts = files.filter((file) => file.endsWith('.js'));
const outputSchemas = [...schemaFiles().keys()].map((file) => `dist/${file}`);
const textOf = (file: string) => readFileSync(path.join(root, file), 'utf8');

describe('the published package', () => {
	test('has these files beside dist', () => {
		expect(files.filter((file) => !file.startsWith('dist/')).sort()).toEqual([
			'CHANGELOG.md',
			'LICENSE.md',
			'README.md',
			'package.json',
		]);
	});

	test('has only client, credentials, icons, nodes and protocol in dist', () => {
		const inDist = files.filter((file) => file.startsWith('dist/'));
		expect(inDist.length).toBeGreaterThan(50);
		expect(
			inDist.filter((file) => !/^dist\/(client|credentials|icons|nodes|protocol)\//.test(file)),
		).toEqual([]);
	});

	test('has scripts, icons, the codex and output schemas there, and nothing else', () => {
		const others = files.filter((file) => file.startsWith('dist/') && !file.endsWith('.js'));
		expect(others.sort()).toEqual([
			...['', 'Trigger', 'WebhookTrigger'].flatMap((ending) => [
				`dist/icons/videoGeneration${ending}.dark.svg`,
				`dist/icons/videoGeneration${ending}.svg`,
			]),
			...[...(manifest.n8n.nodes as string[]).map((file) => `${file}on`), ...outputSchemas].sort(),
		]);
		expect(manifest.n8n.nodes).toHaveLength(3);
		expect(files.filter((file) => /\.test\.|\.map$|\.d\.ts$/.test(file))).toEqual([]);
	});

	test('is small', () => expect(packed.unpackedSize).toBeLessThan(950_000));

	test('has a compiled script for each source', () => {
		for (const script of scripts) {
			const source = script.replace(/^dist\//, '').replace(/\.js$/, '.ts');
			expect([source, existsSync(path.join(root, source))]).toEqual([source, true]);
		}
	});

	test('has the nodes and the credentials that n8n is told of', () => {
		expect(files).toEqual(
			expect.arrayContaining([...manifest.n8n.nodes, ...manifest.n8n.credentials]),
		);
	});
});

describe('a script of the package', () => {
	const imported = (file: string) =>
		[...textOf(file).matchAll(/\b(?:require|import)\(\s*["']([^"']+)["']\s*\)/g)].map(
			([, name]) => name,
		);

	test('imports nothing but n8n-workflow, crypto (which n8n allows) and its own neighbours', () => {
		const foreign = new Set(
			scripts.flatMap(imported).filter((name) => !name.startsWith('./') && !name.startsWith('../')),
		);
		expect([...foreign].sort()).toEqual(['crypto', 'n8n-workflow']);
		expect([...foreign].filter((name) => builtinModules.includes(name))).toEqual(['crypto']);
	});

	test('imports nothing at all of n8n below protocol', () => {
		const protocol = scripts.filter((file) => file.startsWith('dist/protocol/'));
		expect(protocol.length).toBeGreaterThan(10);
		const others = protocol.flatMap(imported).filter((name) => !/^\.\.?\//.test(name));
		expect([...new Set(others)]).toEqual(['crypto']);
		expect(protocol.flatMap(imported).filter((name) => /nodes|credentials/.test(name))).toEqual([]);
	});

	test('imports only files that are published too', () => {
		for (const script of scripts) {
			for (const name of imported(script).filter((one) => one.startsWith('.'))) {
				const target = path.posix.join(path.posix.dirname(script), name);
				expect([`${target}.js`, `${target}/index.js`].some((file) => files.includes(file))).toBe(
					true,
				);
			}
		}
	});
});

describe('package.json', () => {
	test('has no dependency at run time', () => {
		for (const kind of ['dependencies', 'optionalDependencies', 'bundledDependencies']) {
			expect([kind, manifest[kind]]).toEqual([kind, undefined]);
		}
		expect(manifest.bundleDependencies).toBeUndefined();
		expect(manifest.overrides).toBeUndefined();
		expect(manifest.peerDependencies).toEqual({ 'n8n-workflow': '*' });
	});

	test('runs nothing when it is installed or published', () => {
		const lifecycle =
			/^(pre|post)?(install|uninstall|prepare|pack|publish|version)$|^prepublishOnly$|^dependencies$/;
		expect(Object.keys(manifest.scripts).filter((name) => lifecycle.test(name))).toEqual([]);
	});

	test('is found by n8n as a community node', () => {
		expect(manifest.name).toMatch(/^n8n-nodes-/);
		expect(manifest.keywords).toContain('n8n-community-node-package');
		expect(manifest.license).toBe('MIT');
		expect(manifest.n8n).toMatchObject({ n8nNodesApiVersion: 1, strict: true });
	});
});
