// node scripts/test.mjs [SUITE ...] [-- JEST ARGUMENTS]: installs, builds and runs the suites; without one, those of npm test.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
	ensureBuilt,
	ensureChromium,
	ensureHost,
	ensureInstalled,
	ensureOldest,
	ensurePeerPackages,
	ensurePeers,
	ensureQueueServices,
	root,
	say,
} from './install.mjs';

const quick = ['unit', 'sandbox', 'engine', 'interop', 'n8n'];
// One test file at a time: they start several processes each.
const long = ['durable', 'queue', 'editor'];
// The engine suite on an old n8n's engine.
const oldest = 'oldest';
const known = [...quick, ...long, oldest];
const args = process.argv.slice(2);
if (args.includes('--help')) {
	console.log(
		`npm test: the suites ${quick.join(', ')}. npm run test:NAME: one of them, or one of the long ones, ${long.join(', ')}, or ${oldest}: the engine suite on an old n8n.`,
	);
	process.exit(0);
}
const named = args.filter((arg) => known.includes(arg));
const suites = named.length > 0 ? named : quick;
// The editor suite's pictures go into the documentation.
if (args.includes('--pictures')) process.env.PUBLISH_PICTURES = '1';
const jestArgs = args.filter((arg) => !known.includes(arg) && arg !== '--pictures');

ensureInstalled();
if (suites.includes('interop')) ensurePeers();
// The model of n8n's agent is one of them.
if (['n8n', 'durable'].some((suite) => suites.includes(suite))) ensurePeerPackages();
if (suites.some((suite) => suite === 'n8n' || long.includes(suite))) ensureHost();
const oldestEngine = suites.includes(oldest) && ensureOldest();
ensureBuilt();
if (oldestEngine) say(`The suite ${oldest} runs on n8n-core ${oldestEngine}`);
for (const [suite, ensure] of [
	['queue', ensureQueueServices],
	['editor', ensureChromium],
]) {
	if (suites.includes(suite) && !ensure()) suites.splice(suites.indexOf(suite), 1);
}
if (suites.length === 0) process.exit(0);
const folder = mkdtempSync(path.join(tmpdir(), 'video-generation-test-'));
const summary = path.join(folder, 'summary.json');
const { status } = spawnSync(
	process.execPath,
	[
		'node_modules/jest/bin/jest.js',
		`--maxWorkers=${suites.some((suite) => long.includes(suite)) ? 1 : 2}`,
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
