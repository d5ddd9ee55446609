import type { FastifyInstance, FastifyRequest } from 'fastify';
import { authorise } from './auth.mts';
import { answerContent, variantParam } from './content.mts';
import { createVideo, remixVideo } from './create.mts';
import { ApiError } from './errors.mts';
import type { Job } from './jobs.mts';
import { listPage } from './list.mts';
import { modelList } from './models.mts';
import type { Sandbox } from './state.mts';
import { toVideo } from './video.mts';

function jobOf(sandbox: Sandbox, request: FastifyRequest): Job {
	const { id } = request.params as { id: string };
	const job = sandbox.jobs.get(id);
	if (job) return job;
	throw new ApiError(404, `Video with id '${id}' not found.`, 'not_found', 'video_id');
}

/** The Videos API as OpenAI defined it, below /v1. */
export function addApiRoutes(app: FastifyInstance, sandbox: Sandbox) {
	app.addHook('preHandler', async (request) => {
		const path = request.exchange?.entry.path ?? '';
		if (/^\/v1(\/|$)/.test(path)) authorise(request.headers, sandbox.settings.key);
	});
	app.get('/v1/models', () => modelList());
	app.get('/v1/videos', (request) => listPage(sandbox.jobs.all(), request.query as object));
	app.post('/v1/videos', (request) => createVideo(sandbox, request));
	app.get('/v1/videos/:id', (request, reply) => {
		const job = jobOf(sandbox, request);
		job.polls += 1;
		const { pollAfterMs } = sandbox.settings;
		if (pollAfterMs !== null) reply.header('openai-poll-after-ms', String(pollAfterMs));
		reply.send(toVideo(job));
	});
	app.delete('/v1/videos/:id', (request) => {
		const { id } = jobOf(sandbox, request);
		sandbox.jobs.delete(id);
		return { id, object: 'video.deleted', deleted: true };
	});
	app.get('/v1/videos/:id/content', (request, reply) => {
		const job = jobOf(sandbox, request);
		const { variant } = request.query as { variant?: unknown };
		return answerContent(sandbox, job, variantParam(variant), reply);
	});
	app.post('/v1/videos/:id/remix', async (request) =>
		remixVideo(sandbox, request, jobOf(sandbox, request)),
	);
	app.setNotFoundHandler((request) => {
		const path = request.exchange?.entry.path ?? request.url;
		throw new ApiError(404, `Invalid URL (${request.method} ${path})`, 'unknown_url');
	});
}
