import type { FastifyInstance } from 'fastify';
import { faultRuleSchema } from './fault-schema.mts';
import type { FaultRule } from './faults.mts';
import { settingsSchema, type Settings } from './settings.mts';
import { resetSandbox, type Sandbox } from './state.mts';
import { toControlJob } from './video.mts';

/** The control API below /sandbox: what happened, what shall go wrong, start afresh. No key. */
export async function addControlRoutes(app: FastifyInstance, sandbox: Sandbox) {
	app.addContentTypeParser(
		'application/json',
		{ parseAs: 'string' },
		app.getDefaultJsonParser('error', 'error'),
	);
	app.get('/', () => ({ storageOrigin: sandbox.storageOrigin, pid: process.pid }));
	app.delete('/', () => {
		resetSandbox(sandbox);
		return { reset: true };
	});
	app.get('/requests', () => sandbox.log.all());
	app.get('/jobs', () => sandbox.jobs.all().map((job) => toControlJob(job)));
	app.post('/jobs/end', () => {
		// All at the same moment: no answer shows one ended and another not.
		const running = sandbox.jobs.all().filter(({ id }) => sandbox.jobs.finish(id));
		for (const { id } of running) sandbox.webhooks.finished(id);
		return { ended: running.length };
	});
	app.post('/jobs/:id/end', (request) => {
		const { id } = request.params as { id: string };
		const ended = sandbox.jobs.finish(id);
		sandbox.webhooks.finished(id);
		return { ended };
	});
	app.get('/deliveries', () => sandbox.webhooks.log.all());
	app.get('/stats', () => ({
		created: sandbox.jobs.created,
		mostAtOnce: sandbox.jobs.mostAtOnce,
		...sandbox.log.stats(),
		clips: sandbox.clips.size,
		rssBytes: process.memoryUsage.rss(),
	}));
	app.get('/settings', () => sandbox.settings);
	app.patch('/settings', { schema: { body: settingsSchema } }, (request) => {
		Object.assign(sandbox.settings, request.body as Partial<Settings>);
		return sandbox.settings;
	});
	app.post('/faults', { schema: { body: faultRuleSchema } }, (request) => ({
		id: sandbox.faults.add(request.body as FaultRule),
	}));
	app.delete('/faults', () => {
		sandbox.faults.clear();
		return { cleared: true };
	});
}
