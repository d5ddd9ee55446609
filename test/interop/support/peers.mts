import { createRequire } from 'node:module';
import path from 'node:path';

/** The package that holds the peers, with a lock file of its own: `scripts/install.mjs` installs it. */
const folder = path.join(process.cwd(), 'test/interop');
const requirePeer = createRequire(path.join(folder, 'package.json'));

/** Loads one of the peers' npm packages. Its type is the caller's word: a plain install of the project lacks it. */
export function loadPeer<T>(name: string): T {
	return requirePeer(name) as T;
}

/** A file of an installed peer, e.g. `@stoplight/prism-cli/dist/index.js`. */
export function peerFile(file: string): string {
	return path.join(folder, 'node_modules', file);
}

/** A file that the suite gives to a peer. */
export function dataFile(file: string): string {
	return path.join(folder, 'data', file);
}

/** The version of an installed peer, for the suite's output. */
export function peerVersion(name: string): string {
	return (requirePeer(peerFile(`${name}/package.json`)) as { version: string }).version;
}
