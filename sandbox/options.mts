import { parseArgs } from 'node:util';
import type { Dialect } from './dialects/dialect.mts';
import { dialectNamed, dialectNames } from './dialects/index.mts';
import { isLocalUrl } from './webhooks/target.mts';
import { defaultSettings, MAX_FILE_BYTES, type Settings } from './settings.mts';

interface Option {
	env: string;
	/** Placeholder of the value; a switch has none. */
	value?: string;
	help: string;
	fallback?: string;
}

const options: Record<string, Option> = {
	dialect: {
		env: 'SANDBOX_DIALECT',
		value: 'NAME',
		help: `the server that it speaks as: ${dialectNames.join(', ')}`,
		fallback: 'openai',
	},
	port: { env: 'SANDBOX_PORT', value: 'PORT', help: 'port; 0 = any free one', fallback: '8085' },
	key: { env: 'SANDBOX_KEY', value: 'KEY', help: 'the API key', fallback: defaultSettings.key },
	'render-time': {
		env: 'SANDBOX_RENDER_TIME',
		value: 'SECONDS',
		help: 'how long a video renders',
		fallback: String(defaultSettings.renderSeconds),
	},
	'queue-time': {
		env: 'SANDBOX_QUEUE_TIME',
		value: 'SECONDS',
		help: 'how long it is queued before',
		fallback: String(defaultSettings.queueSeconds),
	},
	'file-size': {
		env: 'SANDBOX_FILE_SIZE',
		value: 'SIZE',
		help: "size of every mp4, e.g. 500kB, 40MB, 1GB (default: the clip's own, some 30 kB)",
	},
	'expires-after': {
		env: 'SANDBOX_EXPIRES_AFTER',
		value: 'SECONDS',
		help: 'how long a finished video can be downloaded',
		fallback: String(defaultSettings.expiresAfterSeconds),
	},
	'poll-after': {
		env: 'SANDBOX_POLL_AFTER',
		value: 'MS',
		help: 'send openai-poll-after-ms with this value (default: not sent)',
	},
	'page-size': {
		env: 'SANDBOX_PAGE_SIZE',
		value: 'NUMBER',
		help: 'most videos on a page of the list (default: as many as requested)',
	},
	'jobs-at-once': {
		env: 'SANDBOX_JOBS_AT_ONCE',
		value: 'NUMBER',
		help: 'refuse a create as busy (409) while this many jobs run (default: accept every create)',
	},
	redirect: {
		env: 'SANDBOX_REDIRECT',
		help: 'answer downloads with a redirect to a storage host on a second port',
	},
	'storage-port': {
		env: 'SANDBOX_STORAGE_PORT',
		value: 'PORT',
		help: 'port of the storage host; 0 = any free one',
		fallback: '0',
	},
	'webhook-url': {
		env: 'SANDBOX_WEBHOOK_URL',
		value: 'URL',
		help: 'send an event to this URL, on this machine, when a job has ended (default: no events)',
	},
	'webhook-secret': {
		env: 'SANDBOX_WEBHOOK_SECRET',
		value: 'SECRET',
		help: 'signs the events',
		fallback: defaultSettings.webhookSecret,
	},
	'webhook-retry': {
		env: 'SANDBOX_WEBHOOK_RETRY',
		value: 'SECONDS',
		help: 'pauses between the tries to send an event; the last one repeats',
		fallback: defaultSettings.webhookRetrySeconds.join(','),
	},
	log: { env: 'SANDBOX_LOG', help: 'print a line for each request' },
	help: { env: '', help: 'show this text' },
};

/** The text of --help. */
export function helpText(): string {
	const rows = Object.entries(options).map(([name, { value, help, env, fallback }]) => {
		const usage = `  --${name}${value ? ` ${value}` : ''}`.padEnd(26);
		const note = fallback === undefined ? '' : ` (default ${fallback})`;
		return `${usage}${help}${note}${env && `  [${env}]`}`;
	});
	return [
		'A local Videos API server that renders real mp4 files. Nothing leaves this machine.',
		'',
		'Usage: npm run sandbox -- [options]',
		'',
		...rows,
		'',
		'A prompt with [sandbox:moderation], [sandbox:fail] or [sandbox:hang] ends that way.',
	].join('\n');
}

export interface CliOptions {
	settings: Settings;
	dialect: Dialect;
	port: number;
	storagePort: number;
	log: boolean;
	help: boolean;
}

/** Reads the command line; what it does not say comes from the environment, then the defaults. */
export function readOptions(args: string[], env: NodeJS.ProcessEnv): CliOptions {
	const { values } = parseArgs({
		args,
		options: Object.fromEntries(
			Object.entries(options).map(([name, { value }]) => [
				name,
				{ type: value ? ('string' as const) : ('boolean' as const) },
			]),
		),
	});
	const text = (name: string): string | undefined => {
		const given = values[name] ?? (env[options[name]?.env ?? ''] || undefined);
		return given === undefined ? options[name]?.fallback : String(given);
	};
	const on = (name: string) => /^(true|1|yes|on)$/i.test(text(name) ?? '');
	const pollAfter = text('poll-after');
	const fileSize = text('file-size');
	const pageSize = text('page-size');
	const jobsAtOnce = text('jobs-at-once');
	return {
		settings: {
			...defaultSettings,
			key: text('key') ?? defaultSettings.key,
			renderSeconds: number('render-time', text('render-time')),
			queueSeconds: number('queue-time', text('queue-time')),
			expiresAfterSeconds: number('expires-after', text('expires-after')),
			pollAfterMs: pollAfter === undefined ? null : number('poll-after', pollAfter),
			fileBytes: fileSize === undefined ? null : parseBytes(fileSize),
			redirectContent: on('redirect'),
			pageSize: pageSize === undefined ? null : number('page-size', pageSize) || null,
			jobsAtOnce: jobsAtOnce === undefined ? null : number('jobs-at-once', jobsAtOnce) || null,
			webhookUrl: localUrl(text('webhook-url')),
			webhookSecret: text('webhook-secret') ?? defaultSettings.webhookSecret,
			webhookRetrySeconds: (text('webhook-retry') ?? '')
				.split(',')
				.map((pause) => number('webhook-retry', pause)),
		},
		dialect: dialectNamed(text('dialect') ?? 'openai'),
		port: number('port', text('port')),
		storagePort: number('storage-port', text('storage-port')),
		log: on('log'),
		help: values.help === true,
	};
}

function number(name: string, value = ''): number {
	const result = Number(value);
	if (value.trim() !== '' && Number.isFinite(result) && result >= 0) return result;
	throw new Error(`--${name} needs a number, 0 or more, but got '${value}'.`);
}

function localUrl(url: string | undefined): string | null {
	if (url === undefined || isLocalUrl(url)) return url ?? null;
	throw new Error(`--webhook-url needs an address on http://127.0.0.1, but got '${url}'.`);
}

const units: Record<string, number> = {
	'': 1,
	b: 1,
	kb: 1e3,
	mb: 1e6,
	gb: 1e9,
	kib: 2 ** 10,
	mib: 2 ** 20,
	gib: 2 ** 30,
};

/** "40MB" → 40 000 000, "1MiB" → 1 048 576, "500" → 500. */
export function parseBytes(text: string): number {
	const [, digits = '', unit = ''] = /^\s*([\d.]+)\s*([a-z]*)\s*$/i.exec(text) ?? [];
	const bytes = Math.round(Number(digits) * (units[unit.toLowerCase()] ?? NaN));
	if (digits !== '' && bytes >= 0 && bytes <= MAX_FILE_BYTES) return bytes;
	throw new Error(`--file-size needs a size such as 40MB, at most 4GB, but got '${text}'.`);
}
