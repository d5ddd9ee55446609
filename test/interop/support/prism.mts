import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freePort } from '../../../host/ports.mts';
import { startSandbox, type Sandbox } from '../../support/sandbox.mts';
import { openAiDocument } from './openapi.mts';
import { peerFile, peerVersion } from './peers.mts';
import { startProgram } from './program.mts';
import type { PeerServer } from './stage.mts';

/** The checking proxy, and the sandbox behind it. */
export interface Prism extends PeerServer {
	sandbox: Sandbox;
}

// The document's server ends in /v1, which Prism does not look for in a request's path. The lengths 16 and 20 are those of the
// live API since 2026-03, which the document lacks.
function contract(): string {
	const { document, origin } = openAiDocument();
	process.stderr.write(`${origin.source} of ${origin.lastSynced}, ${origin.hash}\n`);
	const paths = Object.entries(document.paths).map(([name, value]) => [`/v1${name}`, value]);
	const lengths = document.components.schemas.VideoSeconds as { enum: string[] };
	lengths.enum.push('16', '20');
	return JSON.stringify({ ...document, paths: Object.fromEntries(paths) });
}

/** Starts Prism in front of a sandbox: it answers 422 to each request that OpenAI's published contract does not allow. */
export async function startPrism(): Promise<Prism> {
	const sandbox = await startSandbox({ renderSeconds: 0.3 });
	const folder = mkdtempSync(path.join(tmpdir(), 'video-generation-prism-'));
	const document = path.join(folder, 'openapi.json');
	writeFileSync(document, contract());
	const port = await freePort();
	const program = await startProgram({
		name: 'Prism',
		command: process.execPath,
		args: [
			...[peerFile('@stoplight/prism-cli/dist/index.js'), 'proxy', '--errors'],
			...['--host', '127.0.0.1', '--port', `${port}`, document, sandbox.origin],
		],
		ready: /Prism is listening/,
	});
	return {
		name: `Prism ${peerVersion('@stoplight/prism-cli')}`,
		baseUrl: `http://127.0.0.1:${port}/v1`,
		key: sandbox.key,
		credential: { server: 'openai' },
		sandbox,
		stop: async () => {
			await program.stop();
			await sandbox.stop();
			rmSync(folder, { recursive: true });
		},
	};
}
