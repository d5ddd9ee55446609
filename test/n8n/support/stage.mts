import { createHost, type Host, type HostOptions, type Server } from '../../../host/n8n.mts';
import { sandboxCredential } from '../../../host/sandbox-credential.mts';
import type { CredentialJson, Session } from '../../../host/session.mts';
import { startSandbox, type Sandbox } from '../../support/sandbox.mts';

/** What a test file plays on: the sandbox and one running n8n with the built node. */
export interface Stage {
	sandbox: Sandbox;
	host: Host;
	server: Server;
	session: Session;
	/** the sandbox's credential, saved in n8n */
	credential: CredentialJson;
	close(): Promise<void>;
}

/** Starts a sandbox that renders in a second, and an n8n, without its editor unless it is asked for, that has a credential for it. */
export async function openStage(options: HostOptions = {}): Promise<Stage> {
	const sandbox = await startSandbox({ renderSeconds: 1 });
	const host = await createHost({ withEditor: false, ...options });
	const close = async () => {
		await host.dispose();
		await sandbox.stop();
	};
	try {
		const server = await host.start();
		const { session } = server;
		await session.signIn();
		const template = sandboxCredential(sandbox.baseUrl, sandbox.key);
		const credential = { ...template, id: await session.createCredential(template) };
		return { sandbox, host, server, session, credential, close };
	} catch (error) {
		await close();
		throw error;
	}
}
