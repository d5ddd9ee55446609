import { randomBytes } from 'node:crypto';
import { ClipFiles } from './clip-files.mts';
import { ClipStore } from './clips.mts';
import type { Dialect } from './dialects/dialect.mts';
import { Faults } from './faults.mts';
import { JobStore } from './jobs.mts';
import { RequestLog } from './request-log.mts';
import type { Settings } from './settings.mts';
import { WebhookSender } from './webhooks/sender.mts';

/** A figure that videos can show, as the API tells it. */
export interface Character {
	id: string;
	name: string;
	/** Epoch seconds. */
	created_at: number;
}

/** Everything one running sandbox knows. */
export interface Sandbox {
	settings: Settings;
	/** What DELETE /sandbox goes back to. */
	readonly startSettings: Readonly<Settings>;
	readonly jobs: JobStore;
	readonly log: RequestLog;
	readonly faults: Faults;
	readonly clips: ClipStore;
	readonly webhooks: WebhookSender;
	readonly characters: Map<string, Character>;
	readonly dialect: Dialect;
	/** `http://127.0.0.1:PORT` of the API, once it listens. */
	origin: string;
	/** `http://127.0.0.1:PORT` of the storage host, once it listens. */
	storageOrigin: string;
	/** Signs the storage host's links. */
	readonly secret: Buffer;
}

export function createSandbox(settings: Settings, dialect: Dialect): Sandbox {
	const clipFolder = process.env.CLIP_FOLDER;
	return {
		settings: { ...settings },
		startSettings: { ...settings },
		jobs: new JobStore(),
		log: new RequestLog(),
		faults: new Faults(),
		// Set by the tests only: a sandbox that a person starts keeps nothing on disk.
		clips: new ClipStore(clipFolder === undefined ? undefined : new ClipFiles(clipFolder)),
		webhooks: new WebhookSender(),
		characters: new Map(),
		dialect,
		origin: '',
		storageOrigin: '',
		secret: randomBytes(32),
	};
}

/** Back to how it started; rendered clips stay, they are the same for equal prompts. */
export function resetSandbox(sandbox: Sandbox) {
	sandbox.settings = { ...sandbox.startSettings };
	sandbox.jobs.clear();
	sandbox.characters.clear();
	sandbox.log.clear();
	sandbox.faults.clear();
	sandbox.webhooks.clear();
	sandbox.clips.cancelAll();
}
