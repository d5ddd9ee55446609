/** What can be changed while the sandbox runs (`PATCH /sandbox/settings`). */
export interface Settings {
	/** The one API key that is accepted. */
	key: string;
	/** Seconds a job is `in_progress`. */
	renderSeconds: number;
	/** Seconds a job is `queued` before that. */
	queueSeconds: number;
	/** Bytes every video is padded to; null leaves the clip as it was rendered. */
	fileBytes: number | null;
	/** Seconds after completion until the files are gone. */
	expiresAfterSeconds: number;
	/** Value of the header `openai-poll-after-ms` on retrieve answers; null sends none. */
	pollAfterMs: number | null;
	/** Whether content is answered by a redirect (302) to the storage host. */
	redirectContent: boolean;
	/** Status that the storage host answers instead of the file; null serves the file. */
	storageStatus: number | null;
	/** The most that a page of the list holds, whatever is asked for; null gives what is asked for. */
	pageSize: number | null;
	/** What every video really is, whatever was requested; null makes what was requested. The job itself says what was requested. */
	delivered: { size?: string; seconds?: string } | null;
	/** The most jobs that may run at once: a create is refused as busy (409) while as many do. null takes every create. */
	jobsAtOnce: number | null;
	/** Where to send an event when a job has ended, on this machine; null sends none. */
	webhookUrl: string | null;
	/** Signs the events: `whsec_` and base64, or any text. */
	webhookSecret: string;
	/** Seconds before the second, third … try to send an event; the last one repeats. */
	webhookRetrySeconds: number[];
}

export const defaultSettings: Settings = {
	key: 'sk-sandbox',
	renderSeconds: 5,
	queueSeconds: 0,
	fileBytes: null,
	expiresAfterSeconds: 3600,
	pollAfterMs: null,
	redirectContent: false,
	storageStatus: null,
	pageSize: null,
	delivered: null,
	jobsAtOnce: null,
	webhookUrl: null,
	webhookSecret: 'whsec_c2FuZGJveC13ZWJob29rLXNpZ25pbmcta2V5ISE=',
	webhookRetrySeconds: [0.2, 0.5, 1, 2, 4],
};

/** A `free` box with a 32-bit length ends here (ISO/IEC 14496-12, 4.2). */
export const MAX_FILE_BYTES = 4_000_000_000;

// Nothing leaves this machine.
const LOCAL_URL = '^http://(127\\.0\\.0\\.1|localhost)(:\\d+)?(/|$)';

const seconds = { type: 'number', minimum: 0 };
const whole = { type: 'integer', minimum: 0, nullable: true };

/** JSON schema of a patch: any of the settings, nothing else. */
export const settingsSchema = {
	type: 'object',
	additionalProperties: false,
	properties: {
		key: { type: 'string', minLength: 1 },
		renderSeconds: seconds,
		queueSeconds: seconds,
		fileBytes: { ...whole, maximum: MAX_FILE_BYTES },
		expiresAfterSeconds: seconds,
		pollAfterMs: whole,
		redirectContent: { type: 'boolean' },
		storageStatus: { type: 'integer', minimum: 200, maximum: 599, nullable: true },
		pageSize: { ...whole, minimum: 1 },
		delivered: {
			type: 'object',
			nullable: true,
			additionalProperties: false,
			properties: {
				size: { type: 'string', pattern: '^[1-9]\\d{1,3}x[1-9]\\d{1,3}$' },
				seconds: { type: 'string', pattern: '^[1-9]\\d?$' },
			},
		},
		jobsAtOnce: { ...whole, minimum: 1 },
		webhookUrl: { type: 'string', pattern: LOCAL_URL, nullable: true },
		webhookSecret: { type: 'string', minLength: 1 },
		webhookRetrySeconds: { type: 'array', minItems: 1, items: seconds },
	},
};
