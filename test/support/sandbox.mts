import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { FaultRule } from '../../sandbox/faults.mts';
import type { LoggedRequest } from '../../sandbox/request-log.mts';
import type { Settings } from '../../sandbox/settings.mts';
import type { toControlJob } from '../../sandbox/video.mts';
import type { Delivery } from '../../sandbox/webhooks/deliveries.mts';

export type { Delivery, FaultRule, LoggedRequest, Settings };
export type SandboxJob = ReturnType<typeof toControlJob>;

export interface SandboxStats {
	created: number;
	/** The most jobs that ran at the same time. */
	mostAtOnce: number;
	requests: number;
	inFlight: number;
	maxInFlight: number;
	clips: number;
	rssBytes: number;
}

export interface SandboxOptions extends Partial<Settings> {
	/** Which server it speaks as; the reference by default. */
	dialect?: string;
	/** Default 0: any free port. */
	port?: number;
	storagePort?: number;
	/** Prints the sandbox's request log to this process's stdout. */
	log?: boolean;
}

export interface RequestFilter {
	host?: LoggedRequest['host'];
	method?: string;
	path?: RegExp;
}

/** A running sandbox and its control API. */
export interface Sandbox {
	/** `http://127.0.0.1:PORT/v1`, or with the path of the dialect. */
	baseUrl: string;
	origin: string;
	storageOrigin: string;
	/** The key it was started with. */
	key: string;
	pid: number;
	/** Forgets jobs, requests and faults; settings are those of the start again. */
	reset(): Promise<void>;
	settings(patch?: Partial<Settings>): Promise<Settings>;
	/** Adds a fault rule; resolves to its id. */
	fault(rule: FaultRule): Promise<string>;
	clearFaults(): Promise<void>;
	requests(filter?: RequestFilter): Promise<LoggedRequest[]>;
	jobs(): Promise<SandboxJob[]>;
	/** Ends a job now, whatever its render time. */
	finish(id: string): Promise<void>;
	/** Ends all jobs at the same moment. */
	finishAll(): Promise<void>;
	/** What it has told whom: the events of jobs that ended. */
	deliveries(): Promise<Delivery[]>;
	stats(): Promise<SandboxStats>;
	stop(): Promise<void>;
}

const root = fileURLToPath(new URL('../..', import.meta.url));
const READY = /^Sandbox listening on (http:\/\/[^/\s]+)(\S*)$/m;

/**
 * Starts a sandbox in a process of its own: about half a second, less where `scripts/test.mjs` has made one file of it.
 * Default render time: 0.2 s.
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
	const { key = 'sk-sandbox', port = 0, storagePort = 0, log = false, ...more } = options;
	const { dialect = 'openai', ...rest } = more;
	const { BUNDLED_SANDBOX: bundled } = process.env;
	const args = bundled === undefined ? ['--import', 'tsx', 'sandbox/cli.mts'] : [bundled];
	args.push(
		'--dialect',
		dialect,
		'--port',
		String(port),
		'--storage-port',
		String(storagePort),
		...flags(key, rest),
	);
	if (log) args.push('--log');
	const env = Object.entries(process.env).filter(([name]) => !name.startsWith('SANDBOX_'));
	const child = spawn(process.execPath, args, {
		cwd: root,
		env: Object.fromEntries(env),
		// The channel tells the child when this process is gone.
		stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
	});
	const [origin, base] = await ready(child);
	if (log) child.stdout?.pipe(process.stdout);
	else child.stdout?.resume();
	child.stderr?.pipe(process.stderr);
	const { storageOrigin } = await call<{ storageOrigin: string }>(origin, 'GET', '');
	const controlled = { ...controls(origin), baseUrl: `${origin}${base}` };
	return { ...controlled, storageOrigin, key, pid: child.pid ?? 0, stop: () => stop(child) };
}

/** Start-up values go by the command line, so that a reset comes back to them. */
function flags(
	key: string,
	{ storageStatus, delivered, ...settings }: Partial<Settings>,
): string[] {
	if (storageStatus || delivered)
		throw new Error('storageStatus and delivered are set while the sandbox runs, see settings().');
	const pairs = {
		key,
		'render-time': settings.renderSeconds ?? 0.2,
		'queue-time': settings.queueSeconds,
		'file-size': settings.fileBytes,
		'expires-after': settings.expiresAfterSeconds,
		'poll-after': settings.pollAfterMs,
		'page-size': settings.pageSize,
		'jobs-at-once': settings.jobsAtOnce,
		'webhook-url': settings.webhookUrl,
		'webhook-secret': settings.webhookSecret,
		'webhook-retry': settings.webhookRetrySeconds?.join(','),
	};
	const given = Object.entries(pairs).filter(([, value]) => value !== undefined && value !== null);
	const args = given.flatMap(([name, value]) => [`--${name}`, String(value)]);
	return settings.redirectContent ? [...args, '--redirect'] : args;
}

/** The origin and the API's path that the child announces; rejects with what it said when it ends before. */
function ready(child: ChildProcess): Promise<[origin: string, base: string]> {
	return new Promise((resolve, reject) => {
		let out = '';
		let errors = '';
		const onErrors = (text: Buffer) => (errors += text.toString());
		const onExit = (code: number | null) =>
			reject(new Error(`The sandbox ended (${code}) before it listened:\n${errors}`));
		child.stderr?.on('data', onErrors);
		child.once('error', reject);
		child.once('exit', onExit);
		child.stdout?.on('data', function onOut(text: Buffer) {
			out += text.toString();
			const [, origin, base = ''] = READY.exec(out) ?? [];
			if (origin === undefined) return;
			child.stdout?.off('data', onOut);
			child.stderr?.off('data', onErrors);
			child.off('exit', onExit);
			resolve([origin, base]);
		});
	});
}

async function stop(child: ChildProcess) {
	if (child.exitCode !== null || child.signalCode !== null) return;
	const exit = once(child, 'exit');
	child.kill('SIGTERM');
	await exit;
}

/** One call of the control API; anything but a 200 is an error. */
async function call<T>(origin: string, method: string, path: string, body?: unknown): Promise<T> {
	const answer = await fetch(`${origin}/sandbox${path}`, {
		method,
		headers: body === undefined ? {} : { 'content-type': 'application/json' },
		body: body === undefined ? undefined : JSON.stringify(body),
	});
	if (!answer.ok) throw new Error(`${method} /sandbox${path}: ${await answer.text()}`);
	return (await answer.json()) as T;
}

function controls(
	origin: string,
): Omit<Sandbox, 'baseUrl' | 'storageOrigin' | 'key' | 'pid' | 'stop'> {
	return {
		origin,
		reset: async () => void (await call(origin, 'DELETE', '')),
		settings: (patch?: Partial<Settings>) =>
			call<Settings>(origin, patch ? 'PATCH' : 'GET', '/settings', patch),
		fault: async (rule: FaultRule) =>
			(await call<{ id: string }>(origin, 'POST', '/faults', rule)).id,
		clearFaults: async () => void (await call(origin, 'DELETE', '/faults')),
		requests: async (filter: RequestFilter = {}) =>
			(await call<LoggedRequest[]>(origin, 'GET', '/requests')).filter(
				({ host, method, path }) =>
					(filter.host ?? host) === host &&
					(filter.method ?? method) === method &&
					(filter.path?.test(path) ?? true),
			),
		finishAll: async () => void (await call(origin, 'POST', '/jobs/end')),
		finish: async (id: string) => void (await call(origin, 'POST', `/jobs/${id}/end`)),
		jobs: () => call<SandboxJob[]>(origin, 'GET', '/jobs'),
		deliveries: () => call<Delivery[]>(origin, 'GET', '/deliveries'),
		stats: () => call<SandboxStats>(origin, 'GET', '/stats'),
	};
}
