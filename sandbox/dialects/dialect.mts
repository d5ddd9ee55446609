import type { FastifyInstance } from 'fastify';
import type { IncomingHttpHeaders } from 'node:http';
import type { ClipSpec } from '../clip-spec.mts';
import type { ApiError } from '../errors.mts';
import type { Job } from '../jobs.mts';
import type { Payload } from '../payload.mts';
import type { Sandbox } from '../state.mts';
import type { WebhookStyle } from '../webhooks/event.mts';

/** What content answers while there is none, and how variants fare. */
export interface ContentRules {
	/** Status while the job runs. */
	notReady: number;
	/** Status for a job that failed. */
	failed: number;
	/** Status after the file's time. */
	gone: number;
	/** `all`: each has its file; `ignored`: the mp4 comes whatever is asked; a number: refused with that status. */
	variants: 'all' | 'ignored' | number;
}

/** How one server speaks: what it takes, answers and lacks. Absent parts it does not have. */
export interface Dialect {
	name: string;
	/** Its API's path, e.g. `/v1`. */
	base: string;
	/** The key that a request presents, in the ways that this server reads; absent where it asks for none. It is asked for below `base`, and may throw an ApiError. */
	presentedKey?(headers: IncomingHttpHeaders): string | undefined;
	/** The body of an answer that says no. */
	errorBody(error: ApiError): unknown;
	/** Its list of models; `path` is below `base`, unless that list has a base of its own. */
	models: { path: string; base?: string; answer(): unknown };
	/** What is to be rendered. @throws ApiError as the server refuses it */
	readCreate(payload: Payload, sandbox: Sandbox): ClipSpec | Promise<ClipSpec>;
	/** Where a create goes. Default `/videos`. */
	createPath?: string;
	newId?(): string;
	/** Default 200. */
	createStatus?: number;
	/** Whether the create's answer is the finished job. */
	answersWhenDone?: boolean;
	/** What a create is answered with. Default: the job. */
	created?(job: Job): unknown;
	/** Whether `POST /videos/sync` answers with the file; there is no job afterwards. */
	hasSync?: boolean;
	/** A job as it stands at `now` (epoch ms). */
	show(job: Job, now: number, sandbox: Sandbox): unknown;
	/** The HTTP status of an answer with a job. Default: 200, however the job ended. */
	retrieveStatus?(job: Job, now: number): number;
	/** Whether jobs can be asked for. Default: yes. */
	hasRetrieve?: boolean;
	list?(jobs: Job[], query: Record<string, unknown>, sandbox: Sandbox): unknown;
	/** The answer to a delete; it may refuse. The job is gone after it. */
	deleted?(job: Job, now: number, sandbox: Sandbox): unknown;
	content?: ContentRules;
	/** Whether finished videos can be remixed. */
	hasRemix?: boolean;
	/** Status for a path or method that it does not have. Default 404. */
	lacking?: number;
	/** How it tells that a job has ended. Default: Standard Webhooks, and only where the settings say. */
	webhooks?: {
		style: WebhookStyle;
		/** The create's field for the address. */ callbackField?: string;
	};
	/** Routes that no other server has. */
	more?(app: FastifyInstance, sandbox: Sandbox): void;
}
