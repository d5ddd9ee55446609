// node scripts/test.mjs [unit|sandbox|engine|n8n ...] [-- JEST ARGUMENTS]: installs, builds and runs the suites (all by default).
import { spawnSync } from 'node:child_process';
import { ensureBuilt, ensureHost, ensureInstalled, root } from './install.mjs';

const known = ['unit', 'sandbox', 'engine', 'n8n'];
const args = process.argv.slice(2);
if (args.includes('--help')) {
	console.log(`npm test: every suite. npm run test:unit | test:sandbox | test:engine | test:n8n: one of them.`);
	process.exit(0);
}
const named = args.filter((arg) => known.includes(arg));
const suites = named.length > 0 ? named : known;
const jestArgs = args.filter((arg) => !known.includes(arg));

ensureInstalled();
if (suites.includes('n8n')) ensureHost();
ensureBuilt();
const { status } = spawnSync(
	process.execPath,
	['node_modules/jest/bin/jest.js', '--selectProjects', ...suites, '--maxWorkers=2', ...jestArgs],
	{ cwd: root, stdio: 'inherit' },
);
process.exit(status ?? 1);
