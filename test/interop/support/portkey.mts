import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { IDataObject } from 'n8n-workflow';
import { freePort } from '../../../host/ports.mts';
import { startSandbox, type Sandbox } from '../../support/sandbox.mts';
import { peerFile, peerVersion } from './peers.mts';
import { startProgram } from './program.mts';
import type { PeerServer } from './stage.mts';

/** The gateway, and the sandbox behind it. */
export interface Portkey extends PeerServer {
	sandbox: Sandbox;
	/** What the option Extra Headers must say for the sandbox behind it, with more headers of the gateway's. */
	headers(more?: Record<string, string>): IDataObject;
}

const loopback = pathToFileURL(path.join(process.cwd(), 'test/interop/support/loopback.mjs'));

/** An Extra Headers value. */
export const headerList = (headers: Record<string, string>): IDataObject => ({
	parameters: Object.entries(headers).map(([name, value]) => ({ name, value })),
});

/**
 * Starts the Portkey gateway in front of a sandbox.
 * @param installed `@portkey-ai/gateway` with the newest `@hono/node-server` that it works with, or `portkey-unpinned` as
 * npm installs it (Portkey-AI/gateway issue 1389)
 */
export async function startPortkey(
	installed: '@portkey-ai/gateway' | 'portkey-unpinned' = '@portkey-ai/gateway',
): Promise<Portkey> {
	const sandbox = await startSandbox({ renderSeconds: 0.5 });
	const port = await freePort();
	const program = await startProgram({
		name: 'Portkey',
		command: process.execPath,
		args: [
			...['--import', loopback.href, peerFile(`${installed}/build/start-server.js`)],
			...[`--port=${port}`, '--headless'],
		],
		ready: /Ready for connections/,
	});
	const provider = { 'x-portkey-provider': 'openai', 'x-portkey-custom-host': sandbox.baseUrl };
	return {
		name: `Portkey ${peerVersion(installed)}`,
		baseUrl: `http://127.0.0.1:${port}/v1`,
		key: sandbox.key,
		credential: { server: 'portkey' },
		sandbox,
		headers: (more) => headerList({ ...provider, ...more }),
		stop: async () => {
			await program.stop();
			await sandbox.stop();
		},
	};
}
