// node scripts/run.mjs [--host] [--peers] [--build] FILE [ARGUMENTS]: installs what is missing, then runs a TypeScript file.
import { spawn } from 'node:child_process';
import {
	ensureBuilt,
	ensureHost,
	ensureInstalled,
	ensurePeers,
	root,
	started,
} from './install.mjs';

const args = process.argv.slice(2);
const takeFlag = (flag) => args[0] === flag && Boolean(args.shift());
const needsHost = takeFlag('--host');
const needsPeers = takeFlag('--peers');
const needsBuild = takeFlag('--build');
const asksForHelp = args.includes('--help');

ensureInstalled();
if (needsHost && !asksForHelp) ensureHost();
if (needsPeers && !asksForHelp) ensurePeers();
if (needsBuild && !asksForHelp) ensureBuilt();

const child = spawn(process.execPath, ['--import', 'tsx', ...args], {
	cwd: root,
	stdio: 'inherit',
	// One clock for the whole command.
	env: { ...process.env, COMMAND_STARTED: String(started) },
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
