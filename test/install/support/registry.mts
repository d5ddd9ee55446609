import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { nodeBinary, root } from '../../../host/paths.mts';
import { startProgram } from '../../pipelines/support/program.mts';
import { npm } from './npm.mts';

const verdaccio = path.join(root, 'test/install/node_modules/verdaccio/bin/verdaccio');

/** A real registry of npm packages, which has those alone that are published here. */
export interface Registry {
	origin: string;
	/** Publishes a packed package, as a release does. */
	publish(file: string): Promise<void>;
	stop(): Promise<void>;
}

const settings = (folder: string) => ({
	storage: path.join(folder, 'packages'),
	web: { enable: false },
	auth: { htpasswd: { file: path.join(folder, 'users') } },
	packages: { '**': { access: '$all', publish: '$anonymous' } },
	log: { type: 'stdout', format: 'pretty', level: 'warn' },
});

/** Starts the registry. @param folder for all that it keeps */
export async function startRegistry(folder: string): Promise<Registry> {
	const config = path.join(folder, 'registry.yaml');
	// YAML takes JSON.
	await writeFile(config, JSON.stringify(settings(folder)));
	const { port, stop } = await startProgram(nodeBinary, (free) => [
		verdaccio,
		...['--config', config, '--listen', `127.0.0.1:${free}`],
	]);
	const origin = `http://127.0.0.1:${port}`;
	return {
		origin,
		publish: async (file) => {
			// npm publishes nothing without a token; this registry takes any.
			const token = `--//127.0.0.1:${port}/:_authToken=any`;
			await npm(folder, 'publish', file, '--registry', origin, token, '--loglevel=error');
		},
		stop,
	};
}
