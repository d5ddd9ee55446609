import { setTimeout as sleep } from 'node:timers/promises';
import type { RequestFilter } from '../support/sandbox.mts';
import { until } from '../support/until.mts';
import { openStage, type Stage } from './support/stage.mts';
import { start, videoWorkflow } from './support/workflow.mts';

jest.setTimeout(400_000);

const polls: RequestFilter = { method: 'GET', path: /\/videos\/[^/]+$/ };
const downloads: RequestFilter = { method: 'GET', path: /\/content$/ };

// What is not stopped here goes on for a minute or more.
const AT_ONCE_MS = 15_000;

describe('Stop', () => {
	let stage: Stage;
	beforeAll(async () => (stage = await openStage()));
	afterAll(async () => await stage?.close());
	beforeEach(async () => await stage.sandbox.reset());

	async function seen(filter: RequestFilter): Promise<void> {
		await until('a request', async () => (await stage.sandbox.requests(filter)).length > 0);
	}

	async function run(parameters: Record<string, unknown> = {}): Promise<string> {
		const { session, credential } = stage;
		const items = [{ prompt: 'A lighthouse in the fog' }];
		const id = await session.createWorkflow(videoWorkflow({ credential, items, parameters }));
		return await session.run(id, start);
	}

	/** Presses Stop and tells how the execution ended and how long that took. */
	async function stop(executionId: string) {
		const { session } = stage;
		const pressed = Date.now();
		await session.stop(executionId);
		const { status } = await session.finished(executionId);
		return { status, ms: Date.now() - pressed };
	}

	it('ends a wait at once, and nobody polls on', async () => {
		await stage.sandbox.settings({ renderSeconds: 60 });
		const executionId = await run();
		await seen(polls);
		const { status, ms } = await stop(executionId);
		expect(status).toBe('canceled');
		expect(ms).toBeLessThan(AT_ONCE_MS);

		// n8n keeps nothing of the node after a stop: its log has the id
		const [{ id }] = await stage.sandbox.jobs();
		expect(await stage.server.output()).toContain(`Created the video ${id}`);

		const before = (await stage.sandbox.requests()).length;
		await sleep(1500);
		expect(await stage.sandbox.requests()).toHaveLength(before);
		expect((await stage.sandbox.stats()).inFlight).toBe(0);
	});

	it('ends a long sleep between two polls as well', async () => {
		await stage.sandbox.settings({ renderSeconds: 60 });
		const executionId = await run({ options: { pollInterval: 60 } });
		await seen({ method: 'POST' });
		await sleep(300);
		const { status, ms } = await stop(executionId);
		expect(status).toBe('canceled');
		expect(ms).toBeLessThan(AT_ONCE_MS);
	});

	it('breaks a download off', async () => {
		const { sandbox } = stage;
		await sandbox.settings({ renderSeconds: 0, fileBytes: 20_000_000 });
		await sandbox.fault({
			match: { path: '/content$' },
			fault: { body: { bytesPerSecond: 200_000 } },
		});
		const executionId = await run();
		await seen(downloads);
		await sleep(500);
		const { status, ms } = await stop(executionId);
		expect(status).toBe('canceled');
		expect(ms).toBeLessThan(AT_ONCE_MS);

		const isClosed = async () => (await sandbox.requests(downloads))[0].closedEarly;
		await until('the end of the download', isClosed);
		await sleep(500);
		expect(await sandbox.requests(downloads)).toHaveLength(1);
		expect((await sandbox.stats()).inFlight).toBe(0);
	});
});
