// node scripts/test.mjs [unit|sandbox|engine|interop|n8n ...] [-- JEST ARGUMENTS]: installs, builds and runs the suites (all by default).
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ensureBuilt, ensureHost, ensureInstalled, ensurePeers, root } from './install.mjs';

const known = ['unit', 'sandbox', 'engine', 'interop', 'n8n'];
const args = process.argv.slice(2);
if (args.includes('--help')) {
	console.log(
		`npm test: every suite. npm run test:unit | test:sandbox | test:engine | test:interop | test:n8n: one of them.`,
	);
	process.exit(0);
}
const named = args.filter((arg) => known.includes(arg));
const suites = named.length > 0 ? named : known;
const jestArgs = args.filter((arg) => !known.includes(arg));

ensureInstalled();
if (suites.includes('interop')) ensurePeers();
if (suites.includes('n8n')) ensureHost();
ensureBuilt();
const folder = mkdtempSync(path.join(tmpdir(), 'video-generation-test-'));
const summary = path.join(folder, 'summary.json');
const { status } = spawnSync(
	process.execPath,
	[
		'node_modules/jest/bin/jest.js',
		'--maxWorkers=2',
		'--json',
		`--outputFile=${summary}`,
		...jestArgs,
		'--selectProjects',
		...suites,
	],
	// --json also prints the whole summary, which nobody wants to read
	{ cwd: root, stdio: ['inherit', 'ignore', 'inherit'] },
);
const { numPassedTests, numFailedTests, numPendingTests } = JSON.parse(
	readFileSync(summary, 'utf8'),
);
// The marks of docs/servers.md are these suites' results; without the peers they are not known.
const tellsServers = ['engine', 'interop'].every((suite) => suites.includes(suite));
const mayCheck = tellsServers && status === 0 && numPendingTests === 0 && jestArgs.length === 0;
const page = mayCheck
	? spawnSync(process.execPath, ['--import', 'tsx', 'scripts/servers.mts', '--check', summary], {
			cwd: root,
			stdio: 'inherit',
		}).status
	: 0;
rmSync(folder, { recursive: true });
console.log(`${numPassedTests} passed, ${numFailedTests} failed`);
process.exit(status || (page ?? 1));
