import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freePort } from '../../../host/ports.mts';
import { renderClip } from './clip.mts';
import { startFileHost, type FileHost } from './file-host.mts';
import { jsonLines } from './jsonLines.mts';
import { dataFile, peerFile } from './peers.mts';
import { startProgram, type Program } from './program.mts';
import type { PeerServer } from './stage.mts';

const home = peerFile('.cache/python-dynamo');
const python = path.join(home, 'bin/python');

// The pinned version, as it is installed.
function version(): string {
	const file = path.join(process.cwd(), 'test/interop/requirements-dynamo.txt');
	return /^ai-dynamo==(.+)$/m.exec(readFileSync(file, 'utf8'))?.[1] ?? '';
}

/** Whether `scripts/install.mjs` could install it. In CI it must be there. */
export function hasDynamo(): boolean {
	return process.env.CI !== undefined || existsSync(path.join(home, '.install-stamp'));
}

/** The models of the two workers. */
export const MODELS = {
	/** Hands its files out at a public URL. */
	wan: 'Wan-AI/Wan2.2-T2V-A14B',
	/** Stores files where Dynamo does by default: in a folder of the worker's machine. */
	unpublished: 'Wan-AI/Wan2.1-T2V-1.3B',
	/** Has a worker of its own. */
	doomed: 'nvidia/Cosmos-Predict2',
};

/** NVIDIA Dynamo's HTTP frontend with two workers, and the host of the files. */
export interface Dynamo extends PeerServer {
	host: FileHost;
	/** The create that came last to a worker: as the frontend handed it on, and what the engine was asked for. */
	last(): { got: Record<string, unknown>; renders: Record<string, unknown> };
	/** How many creates came to a worker. */
	creates(): number;
}

interface Worker {
	program: Program;
	/** What it has noted so far. */
	notes(word: 'got' | 'renders'): Array<Record<string, unknown>>;
}

/** @param folder for its files and its notes */
async function startWorker(
	folder: string,
	models: string[],
	env: Record<string, string>,
): Promise<Worker> {
	mkdirSync(folder);
	const clip = path.join(folder, 'clip.mp4');
	writeFileSync(clip, await renderClip());
	const notes = path.join(folder, 'notes.jsonl');
	const program = await startProgram({
		name: "Dynamo's worker",
		command: python,
		args: [dataFile('dynamo_worker.py'), clip, notes, path.join(folder, 'media'), ...models],
		env,
		ready: /^Serves /m,
	});
	return {
		program,
		notes: (word) =>
			jsonLines<Partial<Record<string, Record<string, unknown>>>>(notes)
				.map((note) => note[word])
				.filter((note) => note !== undefined),
	};
}

/** Starts NVIDIA Dynamo's frontend and two workers. They find each other by files, without etcd and NATS. */
export async function startDynamo(): Promise<Dynamo> {
	const folder = mkdtempSync(path.join(tmpdir(), 'video-generation-dynamo-'));
	const host = await startFileHost(await renderClip());
	const env = {
		PYTHONUNBUFFERED: '1',
		HF_HUB_OFFLINE: '1',
		DYN_DISCOVERY_BACKEND: 'file',
		DYN_FILE_KV: path.join(folder, 'discovery'),
		DYN_TCP_RPC_HOST: '127.0.0.1',
		DYN_TCP_RESPONSE_STREAM_HOST: '127.0.0.1',
	};
	const published = [MODELS.wan, `${new URL(host.url).origin}/media`];
	const workers = await Promise.all([
		startWorker(path.join(folder, 'worker'), [...published, MODELS.unpublished], env),
		startWorker(path.join(folder, 'doomed'), [MODELS.doomed], env),
	]);
	const port = await freePort();
	const frontend = await startProgram({
		name: "Dynamo's frontend",
		command: python,
		args: ['-m', 'dynamo.frontend', '--http-host', '127.0.0.1', '--http-port', `${port}`],
		env,
		// Once a model.
		ready: /(Committed discovered model group[^]*){3}/,
	});
	return {
		name: `NVIDIA Dynamo ${version()}`,
		baseUrl: `http://127.0.0.1:${port}/v1`,
		key: 'sk-dynamo',
		credential: { server: 'dynamo' },
		host,
		last: () => ({
			got: workers[0].notes('got').at(-1)!,
			renders: workers[0].notes('renders').at(-1)!,
		}),
		creates: () => workers.flatMap(({ notes }) => notes('got')).length,
		stop: async () => {
			const programs = [frontend, ...workers.map(({ program }) => program)];
			await Promise.all(programs.map(async (program) => await program.stop()));
			await host.stop();
			rmSync(folder, { recursive: true });
		},
	};
}
