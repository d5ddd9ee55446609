import multipart from '@fastify/multipart';
import fastify, { type FastifyError, type FastifyInstance } from 'fastify';
import { addApiRoutes } from './api.mts';
import type { Dialect } from './dialects/dialect.mts';
import { addControlRoutes } from './control.mts';
import { ApiError } from './errors.mts';
import { observe, observeAnswers } from './exchange.mts';
import { applyFaults } from './fault-hooks.mts';
import type { Host, LoggedRequest } from './request-log.mts';
import type { Settings } from './settings.mts';
import { createSandbox, type Sandbox } from './state.mts';
import { addStorageRoutes } from './storage.mts';

const HOST = '127.0.0.1';
const MAX_BODY_BYTES = 64_000_000;

export interface ServerOptions {
	settings: Settings;
	dialect: Dialect;
	/** 0 = any free one. */
	port: number;
	storagePort: number;
	/** Called at the end of every request but the control API's. */
	onRequestEnd?: (entry: LoggedRequest) => void;
}

/** Starts both listeners; resolves to their origins, `http://127.0.0.1:PORT`. */
export async function startServer(options: ServerOptions) {
	const sandbox = createSandbox(options.settings, options.dialect);
	const onEnd = options.onRequestEnd ?? (() => undefined);
	const storage = await createApp('storage', sandbox, onEnd);
	addStorageRoutes(storage, sandbox);
	const api = await createApp('api', sandbox, onEnd);
	await api.register(async (app) => addControlRoutes(app, sandbox), { prefix: '/sandbox' });
	addApiRoutes(api, sandbox);
	sandbox.storageOrigin = await storage.listen({ host: HOST, port: options.storagePort });
	sandbox.origin = await api.listen({ host: HOST, port: options.port });
	return { origin: sandbox.origin, storageOrigin: sandbox.storageOrigin };
}

async function createApp(
	host: Host,
	sandbox: Sandbox,
	onEnd: (entry: LoggedRequest) => void,
): Promise<FastifyInstance> {
	const app = fastify({
		bodyLimit: MAX_BODY_BYTES,
		exposeHeadRoutes: false,
		routerOptions: { maxParamLength: 2000 },
		// A wrong word in a fault or setting is refused, not dropped.
		ajv: { customOptions: { removeAdditional: false, coerceTypes: false } },
	});
	app.removeAllContentTypeParsers();
	app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
	await app.register(multipart, {
		limits: { fileSize: MAX_BODY_BYTES, fieldSize: MAX_BODY_BYTES },
	});
	app.setErrorHandler<FastifyError>((error, _request, reply) => {
		const status = error instanceof ApiError ? error.status : (error.statusCode ?? 500);
		const { param } = error as Partial<ApiError>;
		if (status >= 500 && !(error instanceof ApiError)) console.error(error);
		const told = new ApiError(status, error.message, error.code ?? null, param ?? null);
		reply.code(status).send(sandbox.dialect.errorBody(told));
	});
	observe(app, host, sandbox, onEnd);
	applyFaults(app, sandbox);
	observeAnswers(app);
	return app;
}
