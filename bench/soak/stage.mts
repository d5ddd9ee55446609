import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createHost, type Host, type Server } from '../../host/n8n.mts';
import { sandboxCredential } from '../../host/sandbox-credential.mts';
import type { CredentialJson } from '../../host/session.mts';
import { startReceiver, type Receiver } from '../../test/n8n/support/receiver.mts';
import { startSandbox, type Sandbox } from '../../test/support/sandbox.mts';
import { inspectable, openInspector, type Inspector } from '../../test/support/inspector.mts';

/** A whole n8n that can be looked into, a server, and who hears of the videos that were reported. */
export interface SoakStage {
	sandbox: Sandbox;
	receiver: Receiver;
	host: Host;
	server: Server;
	inspector: Inspector;
	credential: CredentialJson;
	/** where n8n puts its temporary files, and nobody else */
	temporary: string;
	close(): Promise<void>;
}

/** Starts everything. @param fileBytes of each video */
export async function openSoakStage(fileBytes: number): Promise<SoakStage> {
	const closers: Array<() => Promise<unknown>> = [];
	const close = async () => {
		for (const one of closers.reverse()) await one();
	};
	try {
		const temporary = await mkdtemp(path.join(tmpdir(), 'soak-'));
		closers.push(async () => await rm(temporary, { recursive: true, force: true }));
		const sandbox = await startSandbox({ renderSeconds: 0.2, fileBytes });
		closers.push(async () => await sandbox.stop());
		const receiver = await startReceiver();
		closers.push(async () => await receiver.close());
		const host = await createHost({ environment: { ...inspectable, TMPDIR: temporary } });
		closers.push(async () => await host.dispose());
		const server = await host.start();
		await server.session.signIn();
		const template = sandboxCredential(sandbox.baseUrl, sandbox.key);
		const id = await server.session.createCredential(template);
		const inspector = await openInspector(await server.output());
		closers.push(async () => inspector.close());
		const credential = { ...template, id };
		return { sandbox, receiver, host, server, inspector, credential, temporary, close };
	} catch (error) {
		await close();
		throw error;
	}
}
