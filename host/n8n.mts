// A whole n8n with the built package in it, as a user's n8n loads it. Everything is on 127.0.0.1.
import { rmSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { environmentOf } from './environment.mts';
import { executionIn, type Binary, type Execution } from './execution.mts';
import { copyFirstStart } from './firstStart.mts';
import { installPackage } from './package.mts';
import { assertReady } from './paths.mts';
import { freePort, probePort } from './ports.mts';
import { lastLines, spawnN8n, type N8nProcess } from './process.mts';
import { Session, type CredentialJson, type WorkflowJson } from './session.mts';

export interface HostOptions {
	/** n8n's user folder, which is then kept; without it a temporary one, gone with `dispose` */
	folder?: string;
	/** where the editor and the API listen; without it any free port */
	port?: number;
	/** more for n8n's environment */
	environment?: Record<string, string>;
	/** false: an n8n that has never seen the package */
	withPackage?: boolean;
	/** false: an n8n without its editor, which starts sooner */
	withEditor?: boolean;
}

/** An n8n that is installed and not yet running. */
export interface Host {
	folder: string;
	/** Stores credentials under their own ids, over those that are there. Only while n8n is stopped. */
	importCredentials(...credentials: CredentialJson[]): Promise<void>;
	/** Stores workflows under their own ids, over those that are there. Only while n8n is stopped. */
	importWorkflows(...workflows: WorkflowJson[]): Promise<void>;
	/**
	 * Runs a stored workflow without a server, from its manual trigger to the end. An execution that
	 * fails is a result, not an error.
	 * @throws Error with n8n's output when there was no execution
	 */
	execute(workflowId: string): Promise<Execution>;
	/** Reads a file of an execution from n8n's storage, with or without a server. */
	readBinary(binary: Binary): Promise<Buffer>;
	/** Starts the server. @throws Error with n8n's output when it does not come up */
	start(): Promise<Server>;
	/** Starts a worker of n8n's queue mode. @throws Error with n8n's output when it does not come up */
	startWorker(concurrency: number): Promise<N8nProcess>;
	/** Ends everything that runs and removes the folder if it is a temporary one. */
	dispose(): Promise<void>;
}

/** A running n8n. */
export interface Server {
	/** e.g. `http://127.0.0.1:5678` */
	url: string;
	pid: number;
	/** n8n's API; `session.signIn()` comes first */
	session: Session;
	/** resolves when n8n has ended, whatever ended it */
	ended: Promise<number | null>;
	/** The most memory that n8n held, in bytes; undefined outside of Linux. */
	peakMemory(): number | undefined;
	/** Measures the peak from now on: n8n's start alone takes more than most workflows. Linux only. */
	resetPeakMemory(): void;
	/** What n8n has printed so far. */
	output(): Promise<string>;
	stop(): Promise<void>;
}

const startWaitMs = 240_000;

async function waitUntilUp(n8n: N8nProcess, word = 'Editor is now accessible'): Promise<void> {
	const deadline = Date.now() + startWaitMs;
	let exitCode: number | null | undefined;
	void n8n.ended.then((code) => (exitCode = code));
	for (;;) {
		const output = await n8n.output();
		if (output.includes(word)) return;
		if (exitCode !== undefined) {
			throw new Error(`n8n ended with code ${exitCode} while it started:\n${lastLines(output)}`);
		}
		if (Date.now() > deadline) {
			await n8n.stop();
			throw new Error(`n8n did not start within ${startWaitMs / 1000} s:\n${lastLines(output)}`);
		}
		await sleep(100);
	}
}

/** Prepares an n8n of its own, with the built package in it. */
export async function createHost(options: HostOptions = {}): Promise<Host> {
	const { withPackage = true, withEditor = true } = options;
	assertReady(withPackage);
	const temporary = options.folder === undefined;
	const folder = options.folder ?? (await mkdtemp(path.join(tmpdir(), 'n8n-host-')));
	await mkdir(path.join(folder, '.n8n'), { recursive: true });
	await rm(path.join(folder, 'logs'), { recursive: true, force: true });
	if (temporary) await copyFirstStart(folder);
	if (withPackage) await installPackage(folder);

	const running = new Set<N8nProcess>();
	const removeNow = () => rmSync(folder, { recursive: true, force: true });
	if (temporary) process.once('exit', removeNow);

	async function spawn(args: string[]): Promise<N8nProcess> {
		// asked for each time: what was free a minute ago may be taken
		const port = options.port ?? (await freePort());
		const brokerPort = await freePort();
		const environment = environmentOf({ folder, port, brokerPort });
		const n8n = await spawnN8n(args, {
			...environment,
			N8N_DISABLE_UI: String(!withEditor),
			...options.environment,
		});
		running.add(n8n);
		void n8n.ended.then(() => running.delete(n8n));
		return n8n;
	}

	async function command(args: string[]): Promise<string> {
		const n8n = await spawn(args);
		await n8n.ended;
		await n8n.stop();
		return await n8n.output();
	}

	async function importJson(kind: 'credentials' | 'workflow', things: unknown[]): Promise<void> {
		const file = path.join(folder, `import-${kind}.json`);
		await writeFile(file, JSON.stringify(things), { mode: 0o600 });
		const output = await command([`import:${kind}`, `--input=${file}`]);
		await rm(file);
		// n8n ends with code 0 after a failed import, too
		if (!output.includes('Successfully imported')) {
			throw new Error(`n8n did not import the ${kind}:\n${lastLines(output)}`);
		}
	}

	async function start(): Promise<Server> {
		if (options.port !== undefined) await probePort(options.port);
		const n8n = await spawn(['start']);
		await waitUntilUp(n8n);
		const [, port] = /accessible via:\s+http:\/\/[^:]+:(\d+)/.exec(await n8n.output()) ?? [];
		const url = `http://127.0.0.1:${port}`;
		return {
			url,
			session: new Session(url),
			pid: n8n.pid,
			ended: n8n.ended,
			peakMemory: () => n8n.peakMemory(),
			resetPeakMemory: () => n8n.resetPeakMemory(),
			output: async () => await n8n.output(),
			stop: async () => await n8n.stop(temporary ? 0 : 5000),
		};
	}

	return {
		folder,
		importCredentials: async (...credentials) => await importJson('credentials', credentials),
		importWorkflows: async (...workflows) => await importJson('workflow', workflows),
		async execute(workflowId) {
			const output = await command(['execute', `--id=${workflowId}`, '--rawOutput']);
			const execution = executionIn(output);
			if (!execution) throw new Error(`n8n did not run the workflow:\n${lastLines(output)}`);
			return execution;
		},
		async readBinary({ id, data }) {
			if (id === undefined) return Buffer.from(data, 'base64');
			const place = id.slice(id.indexOf(':') + 1);
			return await readFile(path.join(folder, '.n8n', 'storage', place));
		},
		start,
		async startWorker(concurrency) {
			const worker = await spawn(['worker', `--concurrency=${concurrency}`]);
			await waitUntilUp(worker, 'n8n worker is now ready');
			return worker;
		},
		async dispose() {
			await Promise.all([...running].map(async (n8n) => await n8n.stop(temporary ? 0 : 5000)));
			if (!temporary) return;
			await rm(folder, { recursive: true, force: true, maxRetries: 5 });
			process.off('exit', removeNow);
		},
	};
}
