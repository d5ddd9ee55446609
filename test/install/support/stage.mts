import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createHost, type Host } from '../../../host/n8n.mts';
import type { Session } from '../../../host/session.mts';
import { startSandbox, type Sandbox } from '../../support/sandbox.mts';
import { startPublicRegistry, type PublicRegistry } from './publicRegistry.mts';
import { startRegistry, type Registry } from './registry.mts';

/** A new n8n, and the registry that it installs packages from. */
export interface InstallStage {
	/** a temporary one */
	folder: string;
	registry: Registry;
	publicRegistry: PublicRegistry;
	sandbox: Sandbox;
	host: Host;
	session: Session;
	close(): Promise<void>;
}

/** What n8n, and npm that it runs, must know to find the registry; nothing of the user's own npm. */
async function environmentFor(registry: PublicRegistry, folder: string) {
	const certificate = path.join(folder, 'certificate.pem');
	await writeFile(certificate, registry.certificate);
	return {
		HTTPS_PROXY: registry.proxyUrl,
		NODE_EXTRA_CA_CERTS: certificate,
		// They are not there.
		npm_config_userconfig: path.join(folder, 'user-npmrc'),
		npm_config_globalconfig: path.join(folder, 'global-npmrc'),
		npm_config_cache: path.join(folder, 'npm-cache'),
	};
}

/** Starts them. */
export async function openInstallStage(): Promise<InstallStage> {
	const ends: Array<() => Promise<unknown>> = [];
	const close = async () => {
		for (const end of ends.splice(0).reverse()) await end();
	};
	try {
		const folder = await mkdtemp(path.join(tmpdir(), 'n8n-install-'));
		ends.push(async () => await rm(folder, { recursive: true, force: true }));
		const registry = await startRegistry(folder);
		ends.push(registry.stop);
		const publicRegistry = await startPublicRegistry(registry.origin);
		ends.push(publicRegistry.stop);
		const sandbox = await startSandbox({ renderSeconds: 1 });
		ends.push(sandbox.stop);
		const environment = await environmentFor(publicRegistry, folder);
		const host = await createHost({ withPackage: false, environment });
		ends.push(host.dispose);
		const { session } = await host.start();
		await session.signIn();
		return { folder, registry, publicRegistry, sandbox, host, session, close };
	} catch (error) {
		await close();
		throw error;
	}
}
