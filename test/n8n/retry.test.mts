import { errorText, itemsOf, type Execution } from '../../host/execution.mts';
import { openStage, type Stage } from './support/stage.mts';
import { start, video, videoWorkflow } from './support/workflow.mts';

jest.setTimeout(400_000);

const creates = { method: 'POST', path: /\/videos$/ };
const createPath = { method: 'POST', path: '/videos$' };

describe('Retry On Fail pays for a video once', () => {
	let stage: Stage;
	beforeAll(async () => (stage = await openStage()));
	afterAll(async () => await stage?.close());
	beforeEach(async () => await stage.sandbox.reset());

	async function run(
		parameters: Record<string, unknown> = {},
		prompts = ['A lighthouse in the fog'],
	): Promise<Execution> {
		const { session, credential } = stage;
		return await session.runToEnd(
			videoWorkflow({
				credential,
				items: prompts.map((prompt) => ({ prompt })),
				parameters,
				settings: { retryOnFail: true, maxTries: 3, waitBetweenTries: 200 },
			}),
			start,
		);
	}

	/** How often a create was sent, and how many jobs the server made of it. */
	async function counts() {
		const { created } = await stage.sandbox.stats();
		return { sent: (await stage.sandbox.requests(creates)).length, created };
	}

	it('creates it in a later try when the server refused before', async () => {
		const refusal = { status: 400, body: { error: { message: 'Not today' } } };
		await stage.sandbox.fault({ match: createPath, fault: refusal });
		const execution = await run();
		expect(execution.status).toBe('success');
		expect(itemsOf(execution, video)[0].binary?.data).toBeDefined();
		expect(await counts()).toEqual({ sent: 2, created: 1 });
	});

	it('does not create the good items again when one is refused', async () => {
		const refusal = { status: 400, body: { error: { message: 'Not today' } } };
		await stage.sandbox.fault({ match: createPath, skip: 1, fault: refusal });
		const execution = await run({}, ['One', 'Two', 'Three']);
		expect(execution.status).toBe('success');
		expect(itemsOf(execution, video)).toHaveLength(3);
		expect(await counts()).toEqual({ sent: 4, created: 3 });
		const ids = itemsOf(execution, video).map((item) => item.json.id);
		expect(new Set(ids)).toEqual(new Set((await stage.sandbox.jobs()).map((job) => job.id)));
	});

	it('creates nothing while the server has no room', async () => {
		await stage.sandbox.fault({
			match: createPath,
			times: null,
			fault: {
				status: 429,
				headers: { 'retry-after-ms': '50' },
				body: { error: { message: 'Rate limit reached' } },
			},
		});
		const execution = await run();
		expect(execution.status).toBe('error');
		expect(errorText(execution)).toContain('Rate limit reached');
		expect((await counts()).created).toBe(0);
	});

	it('sends no second create when the connection broke after the first', async () => {
		await stage.sandbox.fault({ match: createPath, fault: { drop: 'after' } });
		const execution = await run();
		expect(execution.status).toBe('error');
		expect(errorText(execution)).toMatch(/not known|not sent again/i);
		expect(await counts()).toEqual({ sent: 1, created: 1 });
	});

	it('sends no second create when the first was not answered in time', async () => {
		await stage.sandbox.fault({ match: createPath, fault: { answerDelayMs: 30_000 } });
		const execution = await run({ options: { requestTimeout: 5 } });
		expect(execution.status).toBe('error');
		expect(await counts()).toEqual({ sent: 1, created: 1 });
	});

	it('sends no second create after a 502 of a gateway', async () => {
		await stage.sandbox.fault({
			match: createPath,
			fault: { replace: { status: 502, contentType: 'text/html', body: '<h1>Bad Gateway</h1>' } },
		});
		const execution = await run();
		expect(execution.status).toBe('error');
		expect(await counts()).toEqual({ sent: 1, created: 1 });
	});

	it('does send it again where the user asked for that', async () => {
		await stage.sandbox.fault({ match: createPath, fault: { drop: 'after' } });
		const execution = await run({ options: { retryIfUnknown: true } });
		expect(execution.status).toBe('success');
		expect(await counts()).toEqual({ sent: 2, created: 2 });
	});

	it('goes on with the same video when the wait was too short', async () => {
		await stage.sandbox.settings({ renderSeconds: 3 });
		const execution = await run({ options: { pollInterval: 0.2, timeout: 0.03 } });
		expect(execution.status).toBe('success');
		expect(await counts()).toEqual({ sent: 1, created: 1 });
	});

	it('goes on with the same video when its download failed', async () => {
		await stage.sandbox.fault({
			match: { path: '/content$' },
			fault: { status: 403, body: { error: { message: 'The storage is closed' } } },
		});
		const execution = await run();
		expect(execution.status).toBe('success');
		expect(await counts()).toEqual({ sent: 1, created: 1 });
	});

	it('makes a new video of one that failed, since only that can help', async () => {
		await stage.sandbox.fault({ match: createPath, fault: { job: { outcome: 'failed' } } });
		const execution = await run();
		expect(execution.status).toBe('success');
		expect(await counts()).toEqual({ sent: 2, created: 2 });
	});

	it('never makes a new video of one that the user wanted returned', async () => {
		await stage.sandbox.fault({ match: createPath, fault: { job: { outcome: 'failed' } } });
		const execution = await run({ options: { pollInterval: 0.2, onFailure: 'return' } });
		expect(itemsOf(execution, video)[0].json).toMatchObject({ status: 'failed' });
		expect(await counts()).toEqual({ sent: 1, created: 1 });
	});
});
