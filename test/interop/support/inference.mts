import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freePort } from '../../../host/ports.mts';
import { renderClip } from './clip.mts';
import { jsonLines } from './jsonLines.mts';
import { dataFile, peerFile } from './peers.mts';
import { startProgram } from './program.mts';
import type { PeerServer } from './stage.mts';

const environment = peerFile('.cache/python-inference');
const servers = peerFile('.cache/inference-servers');

/** Whether `scripts/install.mjs` could install them. In CI they must be there. */
export function hasInferenceServers(): boolean {
	const installed = [environment, servers].every((home) =>
		existsSync(path.join(home, '.install-stamp')),
	);
	const here = process.env.CI !== undefined || (installed && process.platform !== 'win32');
	if (!here) process.stderr.write('No inference servers (no Python, or no PyPI): skipped\n');
	return here;
}

/** What has become of a create inside a server. */
export interface Received {
	/** The fields of the server's own request model that the request has set. */
	request: Record<string, unknown>;
	/** What the server then asks of its engine, in the engine's words. */
	engine: Record<string, unknown>;
}

/** An inference server whose engine hands back a clip half a second later, or as the prompt says (`data/engine.py`). */
export interface InferenceServer extends PeerServer {
	/** All creates since the start, in the order in which they were rendered. */
	received(): Received[];
}

/** Servers that can be started: the package whose version counts, and the file that starts it. */
const SERVERS = {
	'vllm-omni': { name: 'vLLM-Omni', launcher: 'vllm_omni_server.py', checksKey: true },
	sglang: { name: 'SGLang', launcher: 'sglang_server.py', checksKey: false },
	fastvideo: { name: 'FastVideo', launcher: 'fastvideo_server.py', checksKey: false },
	unsloth: { name: 'Unsloth Studio', launcher: 'unsloth_server.py', checksKey: true },
};

// The pinned version, as it is installed.
function version(name: string): string {
	const file = path.join(process.cwd(), 'test/interop/requirements-inference-servers.txt');
	return new RegExp(`^${name}==(.+)$`, 'm').exec(readFileSync(file, 'utf8'))?.[1] ?? '';
}

/** Starts one of them on a free port, with a folder of its own for its files. `env`: further settings of the server. */
export async function startInferenceServer(
	server: keyof typeof SERVERS,
	env: Record<string, string> = {},
): Promise<InferenceServer> {
	const { name, launcher, checksKey } = SERVERS[server];
	const folder = mkdtempSync(path.join(tmpdir(), `video-generation-${server}-`));
	const clip = path.join(folder, 'clip.mp4');
	writeFileSync(clip, await renderClip());
	const files = path.join(folder, 'files');
	mkdirSync(files);
	const received = path.join(folder, 'received.jsonl');
	const port = await freePort();
	// Unsloth Studio knows its keys by this form.
	const key = `sk-${server}-${'0'.repeat(32)}`;
	const program = await startProgram({
		name,
		command: path.join(environment, 'bin/python'),
		args: [
			...[dataFile(launcher), '--port', `${port}`, '--clip', clip],
			...['--files', files, '--received', received],
			...(checksKey ? ['--key', key] : []),
		],
		env: {
			PYTHONUNBUFFERED: '1',
			PYTHONPATH: path.join(servers, 'sources'),
			// Not beside our own files.
			PYTHONPYCACHEPREFIX: path.join(servers, 'compiled'),
			...env,
		},
		ready: /Application startup complete|Uvicorn running on/,
	});
	return {
		name: `${name} ${version(server)}`,
		baseUrl: `http://127.0.0.1:${port}/v1`,
		key,
		credential: { server },
		received: () => jsonLines<Received>(received),
		stop: async () => {
			await program.stop();
			rmSync(folder, { recursive: true });
		},
	};
}
