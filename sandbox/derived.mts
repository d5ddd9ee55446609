import type { FastifyInstance } from 'fastify';
import { payloadOf, startJob } from './create.mts';
import { clipParams, promptParam } from './params.mts';
import { requireFields } from './payload.mts';
import { sourceVideo } from './source-video.mts';
import type { Sandbox } from './state.mts';

/** POST /videos/edits (prompt, video). */
export function addEditRoute(app: FastifyInstance, sandbox: Sandbox) {
	app.post('/videos/edits', (request) => {
		const { fields, files } = requireFields(payloadOf(request));
		const prompt = promptParam(fields);
		const source = sourceVideo(sandbox, fields, files, 'edited');
		const { model, seconds, size } = source;
		return startJob(sandbox, request, { prompt, model, seconds, size, source, made: 'edit' });
	});
}

/** POST /videos/edits, and POST /videos/extensions (prompt, seconds, video). */
export function addDerivedRoutes(app: FastifyInstance, sandbox: Sandbox) {
	addEditRoute(app, sandbox);
	app.post('/videos/extensions', (request) => {
		const { fields, files } = requireFields(payloadOf(request));
		const prompt = promptParam(fields);
		// Checks the length as a create does; the clip goes on for so long.
		const more = clipParams({ seconds: fields.seconds }).seconds;
		const source = sourceVideo(sandbox, fields, files, 'extended');
		const seconds = String(Number(source.seconds) + Number(more));
		const { model, size } = source;
		return startJob(sandbox, request, { prompt, model, seconds, size, source, made: 'extension' });
	});
}
