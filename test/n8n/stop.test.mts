import { setTimeout as sleep } from 'node:timers/promises';
import type { LoggedRequest, RequestFilter } from '../support/sandbox.mts';
import { openStage, type Stage } from './support/stage.mts';
import { start, videoWorkflow } from './support/workflow.mts';

jest.setTimeout(120_000);

const polls: RequestFilter = { method: 'GET', path: /\/videos\/[^/]+$/ };
const downloads: RequestFilter = { method: 'GET', path: /\/content$/ };

describe('Stop', () => {
	let stage: Stage;
	beforeAll(async () => (stage = await openStage()));
	afterAll(async () => await stage?.close());
	beforeEach(async () => await stage.sandbox.reset());

	async function seen(filter: RequestFilter): Promise<LoggedRequest[]> {
		for (let tries = 0; tries < 200; tries += 1) {
			const requests = await stage.sandbox.requests(filter);
			if (requests.length > 0) return requests;
			await sleep(50);
		}
		throw new Error('The sandbox saw no such request.');
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
		expect(ms).toBeLessThan(1000);

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
		const executionId = await run({ options: { pollInterval: 30 } });
		await seen({ method: 'POST' });
		await sleep(300);
		const { status, ms } = await stop(executionId);
		expect(status).toBe('canceled');
		expect(ms).toBeLessThan(1000);
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
		expect(ms).toBeLessThan(1000);

		await sleep(500);
		const [download, ...others] = await sandbox.requests(downloads);
		expect(download).toMatchObject({ closedEarly: true });
		expect(others).toEqual([]);
		expect((await sandbox.stats()).inFlight).toBe(0);
	});
});
