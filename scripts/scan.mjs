// npm run scan: n8n's own scanner of community packages, on the sources and on what would be published. n8n runs it, with a look
// at the provenance, before it verifies a package.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureBuilt, ensureInstalled, ensureScanner, root, say } from './install.mjs';

ensureInstalled();
const scanner = ensureScanner();
ensureBuilt();
const { analyzePackage, SOURCE_FILE_PATTERNS } = await import(pathToFileURL(scanner).href);

/** Unpacks what `npm publish` would send. */
function packInto(folder) {
	const shell = process.platform === 'win32';
	const packed = spawnSync(
		'npm',
		['pack', '--json', '--ignore-scripts', '--pack-destination', folder],
		{
			cwd: root,
			shell,
			encoding: 'utf8',
			stdio: ['ignore', 'pipe', 'inherit'],
		},
	);
	if (packed.status !== 0) throw new Error('npm could not pack the package');
	const [{ filename }] = JSON.parse(packed.stdout);
	const { status } = spawnSync('tar', ['-xzf', filename], { cwd: folder, stdio: 'inherit' });
	if (status !== 0) throw new Error(`tar could not unpack ${filename}`);
	return path.join(folder, 'package');
}

const folder = mkdtempSync(path.join(tmpdir(), 'video-generation-scan-'));
try {
	const legs = [
		['The sources', root, SOURCE_FILE_PATTERNS],
		['The package', packInto(folder), ['**/*.js', 'package.json']],
	];
	for (const [name, place, patterns] of legs) {
		const { passed, message, details = '' } = await analyzePackage(place, patterns);
		say(`${name}: ${passed ? (message ?? 'passed') : `${message}\n${details}`}`);
		// "No files found" passes, too.
		if (!passed || message !== undefined) process.exitCode = 1;
	}
} finally {
	rmSync(folder, { recursive: true });
}
