import { setTimeout as sleep } from 'node:timers/promises';
import { apiOf } from '../support/api.mts';
import {
	activate,
	openTriggerStage,
	shuffled,
	toldTo,
	triggerWorkflow,
	type TriggerStage,
} from './support/triggerStage.mts';
import { until } from '../support/until.mts';

jest.setTimeout(600_000);

const VIDEOS = 200;

async function createMany(stage: TriggerStage, count: number): Promise<string[]> {
	const { create } = apiOf(stage.sandbox);
	const ids: string[] = [];
	for (let n = 0; n < count; n += 1) ids.push(await create());
	return ids;
}

/** Ends videos one after another, in random order. */
async function finishAll({ sandbox }: TriggerStage, ids: string[], pauseMs: number) {
	for (const id of shuffled(ids)) {
		await sandbox.finish(id);
		await sleep(pauseMs);
	}
}

const sorted = (ids: string[]) => [...ids].sort();

/** Waits until as many videos as there are in a list have been told. @throws Error with those that have not, and what n8n says */
async function untilTold(
	{ heard, complaints }: TriggerStage,
	ids: string[],
	told: () => string[] | Promise<string[]> = heard,
	waitMs = 120_000,
) {
	try {
		await until('events', async () => (await told()).length >= ids.length, waitMs);
	} catch (cause) {
		const all = await told();
		const missing = ids.filter((id) => !all.includes(id));
		const lines = [`${missing.length} of ${ids.length} not told: ${missing.join(', ')}`];
		throw new Error([...lines, ...(await complaints())].join('\n'), { cause });
	}
}

describe('200 videos that end in random order, over many pages', () => {
	let stage: TriggerStage;
	beforeAll(async () => (stage = await openTriggerStage({}, { pageSize: 15 })));
	afterAll(async () => await stage?.close());

	it('an activation on a server without a list fails, and says what to use instead', async () => {
		const { credential, session, receiver } = stage;
		const data = { ...credential.data, server: 'together' };
		const id = await session().createCredential({ ...credential, name: 'Without a list', data });
		const workflow = triggerWorkflow({ receiver, credential: { ...credential, id } });
		const workflowId = await session().createWorkflow(workflow);
		await session().publish(workflowId);
		// n8n tries five times before it says so.
		const failed = await until(
			'the failure',
			async () => {
				const { status, triggers } = await session().publicationOf(workflowId);
				return status === 'failed' && triggers;
			},
			120_000,
		);
		expect(failed[0].errorMessage).toMatch(
			/Together does not offer a list .*Use the node Video Generation instead/,
		);
		await session().rest('POST', `/workflows/${workflowId}/deactivate`);
	});

	it('n8n is killed twice between polls: each is told exactly once', async () => {
		const { sandbox } = stage;
		// These are past, those after them run already.
		const past = await createMany(stage, 20);
		for (const id of past) await sandbox.finish(id);
		const videos = await createMany(stage, VIDEOS / 2);
		await activate(stage, triggerWorkflow(stage));
		videos.push(...(await createMany(stage, VIDEOS / 2)));

		const order = shuffled(videos);
		let ended: string[] = [];
		const finish = async (count: number, pauseMs = 50) => {
			const next = order.slice(ended.length, ended.length + count);
			ended = [...ended, ...next];
			await finishAll(stage, next, pauseMs);
		};
		for (let kills = 0; kills < 2; kills += 1) {
			await finish(60);
			await untilTold(stage, ended);
			// Between polls: what the last one told is stored, and the next one is not due yet.
			await sleep(500);
			await stage.kill();
			await finish(20, 0);
			await stage.revive();
		}
		await finish(VIDEOS);
		await untilTold(stage, videos);
		// Two more polls, for those that would be told twice.
		await sleep(5000);
		expect(sorted(stage.heard())).toEqual(sorted(videos));
	});
});

describe('with durable poll cursors', () => {
	let stage: TriggerStage;
	beforeAll(async () => {
		const environment = {
			N8N_USE_WORKFLOW_PUBLICATION_SERVICE: 'true',
			N8N_SCHEDULER_ENABLED: 'true',
			N8N_SCHEDULER_POLL_TRIGGERS_ENABLED: 'true',
			N8N_POLLER_DURABLE_CURSORS_ENABLED: 'true',
			N8N_SCHEDULER_MATERIALIZATION_INTERVAL: '2',
			N8N_SCHEDULER_EXECUTOR_INTERVAL: '1',
		};
		stage = await openTriggerStage(environment, { pageSize: 15 });
	});
	afterAll(async () => await stage?.close());

	it('n8n is killed at random times: each video starts exactly one execution', async () => {
		await createMany(stage, 20);
		await stage.sandbox.finishAll();
		const videos = await createMany(stage, VIDEOS / 2);
		const workflowId = await activate(stage, triggerWorkflow(stage));
		videos.push(...(await createMany(stage, VIDEOS / 2)));

		// Each kill comes while n8n tells of videos that have ended since the last one: so the trigger is at work again.
		const parts = [0, 1, 2].map((part) => videos.filter((_, n) => n % 3 === part));
		for (const part of parts.slice(1)) {
			const before = stage.heard().length;
			const finishing = finishAll(stage, part, 300);
			await until('events', () => stage.heard().length > before, 120_000);
			await sleep(2000 + Math.random() * 3000);
			await stage.kill();
			await stage.revive();
			await finishing;
		}
		await finishAll(stage, parts[0], 300);
		const told = async () => await toldTo(stage.session(), workflowId);
		await untilTold(stage, videos, told, 240_000);
		await sleep(5000);
		expect(sorted(await told())).toEqual(sorted(videos));
		expect(new Set(stage.heard()).size).toBe(stage.heard().length);
	});
});
