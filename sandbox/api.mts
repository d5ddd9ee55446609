import type { FastifyInstance, FastifyRequest } from 'fastify';
import { authorise } from './auth.mts';
import { answerContent } from './content.mts';
import { createSync, createVideo, remixVideo } from './create.mts';
import { ApiError } from './errors.mts';
import type { Job } from './jobs.mts';
import type { Sandbox } from './state.mts';

/** The job that a request's path names. @throws ApiError (404) */
export function jobOf(sandbox: Sandbox, request: FastifyRequest): Job {
	const { id } = request.params as { id: string };
	const job = sandbox.jobs.get(id);
	if (job) return job;
	throw new ApiError(404, `Video with id '${id}' not found.`, 'not_found', 'video_id');
}

function addJobRoutes(app: FastifyInstance, sandbox: Sandbox) {
	const { dialect } = sandbox;
	app.get('/videos/:id', async (request, reply) => {
		const job = jobOf(sandbox, request);
		job.polls += 1;
		const { pollAfterMs } = sandbox.settings;
		if (pollAfterMs !== null) reply.header('openai-poll-after-ms', String(pollAfterMs));
		const now = Date.now();
		reply.code(dialect.retrieveStatus?.(job, now) ?? 200);
		return await dialect.show(job, now, sandbox);
	});
}

/** The Videos API as the sandbox's dialect speaks it, below its own path. */
export function addApiRoutes(app: FastifyInstance, sandbox: Sandbox) {
	const { dialect } = sandbox;
	app.addHook('preHandler', async (request) => {
		const path = request.exchange?.entry.path ?? '';
		const bases = [dialect.base, dialect.models.base ?? dialect.base];
		if (dialect.presentedKey && bases.some((base) => `${path}/`.startsWith(`${base}/`))) {
			authorise(dialect.presentedKey(request.headers), sandbox.settings.key);
		}
	});
	void app.register(async (api) => addRoutes(api, sandbox), { prefix: dialect.base });
	const { path, base = dialect.base, answer } = dialect.models;
	app.get(`${base}${path}`, () => answer());
	app.setNotFoundHandler((request) => {
		const path = request.exchange?.entry.path ?? request.url;
		const isVideo = /\/videos(\/|$)/.test(path);
		const status = isVideo ? (dialect.lacking ?? 404) : 404;
		const message =
			status === 405 ? 'Method Not Allowed' : `Invalid URL (${request.method} ${path})`;
		throw new ApiError(status, message, 'unknown_url');
	});
}

function addRoutes(app: FastifyInstance, sandbox: Sandbox) {
	const { dialect } = sandbox;
	app.post(dialect.createPath ?? '/videos', async (request, reply) => {
		const job = await createVideo(sandbox, request);
		reply.code(dialect.createStatus ?? 200).send(job);
		return reply;
	});
	if (dialect.hasSync) {
		app.post('/videos/sync', (request, reply) => createSync(sandbox, request, reply));
	}
	dialect.more?.(app, sandbox);
	const { list, deleted, content } = dialect;
	if (list) {
		app.get('/videos', (request) =>
			list(sandbox.jobs.all(), request.query as Record<string, unknown>, sandbox),
		);
	}
	if (dialect.hasRetrieve ?? true) addJobRoutes(app, sandbox);
	if (deleted) {
		app.delete('/videos/:id', (request, reply) => {
			const job = jobOf(sandbox, request);
			const answer = deleted(job, Date.now(), sandbox);
			sandbox.jobs.delete(job.id);
			reply.send(answer);
		});
	}
	if (content) {
		app.get('/videos/:id/content', (request, reply) => {
			const { variant } = request.query as { variant?: unknown };
			return answerContent(sandbox, jobOf(sandbox, request), variant, reply);
		});
	}
	if (dialect.hasRemix) {
		app.post('/videos/:id/remix', async (request) =>
			remixVideo(sandbox, request, jobOf(sandbox, request)),
		);
	}
}
