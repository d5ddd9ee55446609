// node scripts/test.mjs [SUITE ...] [-- JEST ARGUMENTS]: installs, builds and runs the suites; without one, those of npm test.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
	ensureBuilt,
	ensureChromium,
	ensureFfmpeg,
	ensureFirstStart,
	ensureInstalled,
	ensureJoinJudges,
	ensureOldest,
	ensurePeerPackages,
	ensurePeers,
	ensurePipelineServers,
	ensureQueueServices,
	ensureRegistry,
	root,
	say,
} from './install.mjs';
import { bundleSandbox } from './bundleSandbox.mjs';

const quick = ['unit', 'client', 'sandbox', 'media', 'engine', 'interop', 'n8n'];
// One test file at a time: they start several processes each.
const long = ['durable', 'queue', 'editor', 'pipelines', 'install'];
// Every operation against every fault of a server.
const faults = 'faults';
// Joined videos before ffmpeg, Chromium and mp4box.
const join = 'join';
// The engine suite on an old n8n's engine.
const oldest = 'oldest';
const known = [...quick, ...long, faults, join, oldest];
const args = process.argv.slice(2);
if (args.includes('--help')) {
	console.log(
		`npm test: the suites ${quick.join(', ')}. npm run test:NAME: one of them, or one of the long ones, ${[...long, faults, join].join(', ')}, or ${oldest}: the engine suite on an old n8n.`,
	);
	process.exit(0);
}
const named = args.filter((arg) => known.includes(arg));
const suites = named.length > 0 ? named : quick;
// Everything that reads a server's answer is given so many odd ones, and what reads a clip so many damaged ones.
if (args.includes('--fuzz')) {
	process.env.FUZZ_ANSWERS = '100000';
	process.env.FUZZ_CLIPS = '100000';
}
// The editor suite's pictures go into the documentation.
if (args.includes('--pictures')) process.env.PUBLISH_PICTURES = '1';
const ownFlags = ['--pictures', '--fuzz'];
const jestArgs = args.filter((arg) => !known.includes(arg) && !ownFlags.includes(arg));

ensureInstalled();
if (suites.includes('interop')) ensurePeers();
// The model of n8n's agent is one of them.
if (['n8n', 'durable'].some((suite) => suites.includes(suite))) ensurePeerPackages();
if (suites.some((suite) => ['n8n', faults].includes(suite) || long.includes(suite))) {
	ensureFirstStart();
}
const oldestEngine = suites.includes(oldest) && ensureOldest();
ensureBuilt();
if (oldestEngine) say(`The suite ${oldest} runs on n8n-core ${oldestEngine}`);
for (const [suite, ensure] of [
	['queue', ensureQueueServices],
	['editor', ensureChromium],
	['pipelines', ensurePipelineServers],
	['install', ensureRegistry],
	['media', ensureFfmpeg],
	[join, ensureJoinJudges],
]) {
	if (suites.includes(suite) && !ensure()) suites.splice(suites.indexOf(suite), 1);
}
if (suites.length === 0) process.exit(0);
if (suites.includes(faults) && jestArgs.length === 0) {
	rmSync('node_modules/.cache/faults', { recursive: true, force: true });
}
if (suites.includes('pipelines') && jestArgs.length === 0) {
	rmSync('node_modules/.cache/pipelines', { recursive: true, force: true });
}

/** So many that two cores are busy: most tests wait for a server now and then. */
function workers() {
	if (suites.some((suite) => long.includes(suite))) return 1;
	// It measures how long answers hold up the process: no more than keep both cores busy.
	return suites.includes(faults) ? 3 : 4;
}

const folder = mkdtempSync(path.join(tmpdir(), 'video-generation-test-'));
const summary = path.join(folder, 'summary.json');
const notes = path.join(folder, 'notes.jsonl');
// The sandboxes of this run render each clip once.
const clips = path.join(folder, 'clips');
const bundledSandbox = await bundleSandbox();
const { status } = spawnSync(
	process.execPath,
	[
		'node_modules/jest/bin/jest.js',
		`--maxWorkers=${workers()}`,
		'--json',
		`--outputFile=${summary}`,
		...jestArgs,
		'--selectProjects',
		...suites,
	],
	// --json also prints the whole summary, which nobody wants to read
	{
		cwd: root,
		stdio: ['inherit', 'ignore', 'inherit'],
		env: {
			...process.env,
			SEEN_FIELDS: notes,
			CLIP_FOLDER: clips,
			BUNDLED_SANDBOX: bundledSandbox,
		},
	},
);
const { numPassedTests, numFailedTests, numPendingTests } = JSON.parse(
	readFileSync(summary, 'utf8'),
);
const isWhole = status === 0 && jestArgs.length === 0;

/** Compares what a script has written from results of these suites with those of this run. @returns its exit code */
function compare(script, ...results) {
	const command = ['--import', 'tsx', `scripts/${script}`, '--check', ...results];
	return spawnSync(process.execPath, command, { cwd: root, stdio: 'inherit' }).status ?? 1;
}

const codes = [status ?? 1];
// The marks of docs/servers.md, and which server fills in which field, are these suites' results; without the peers they are not known.
const tellsServers = ['engine', 'interop'].every((suite) => suites.includes(suite));
if (isWhole && tellsServers && numPendingTests === 0) {
	codes.push(compare('servers.mts', summary, notes));
}
// So are the outcomes of docs/reliability.md those of the suite faults, and docs/pipelines.md those of the suite pipelines.
if (isWhole && suites.includes(faults)) codes.push(compare('reliability.mts'));
if (isWhole && suites.includes('pipelines')) codes.push(compare('pipelines.mts'));
rmSync(folder, { recursive: true });
console.log(`${numPassedTests} passed, ${numFailedTests} failed`);
process.exit(codes.find((code) => code !== 0) ?? 0);
