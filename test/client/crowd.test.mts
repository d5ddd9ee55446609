import { Crowd } from '../../client/crowd';
import type { WaitPlan } from '../../client/polling';
import type { RetrievedVideo, Server } from '../../client/retrieve';
import { Videos } from '../../client/videos';
import type { FaultRule } from '../support/sandbox.mts';
import { until } from '../support/until.mts';
import { createTransport } from './support/transport.mts';
import { createOf, failureOf, QUICK, serverOf, useClient } from './support/stage.mts';

const stage = useClient();
const LIST = { method: 'GET', path: '/videos$' };
const GATHER_MS = 300;

const lists = async () => await stage.sandbox.requests({ method: 'GET', path: /\/videos$/ });
const single = async (id = '[^/]+') =>
	await stage.sandbox.requests({ method: 'GET', path: new RegExp(`/videos/${id}$`) });

async function createSome(count: number): Promise<RetrievedVideo[]> {
	return await Promise.all(
		Array.from({ length: count }, async () => await stage.videos.create(createOf())),
	);
}

/** Waits of one run, one for each job. */
function waitForAll(jobs: RetrievedVideo[], plan: WaitPlan = QUICK, videos = stage.videos) {
	const crowd = new Crowd();
	return jobs.map(async (job) => await videos.poll(job.video.id, { ...plan, crowd }, job));
}

/** The waits of one run, which ask when the test does. */
function enterAll(ids: string[], serverAt: (index: number) => Server = () => stage.server) {
	const crowd = new Crowd();
	return ids.map((id, index) => crowd.enter(serverAt(index), id));
}

const idsOf = (jobs: RetrievedVideo[]) => jobs.map(({ video }) => video.id);

async function expectCompleted(waits: Array<Promise<RetrievedVideo>>, jobs: RetrievedVideo[]) {
	const ended = await Promise.all(waits);
	expect(ended.map(({ video }) => [video.id, video.status])).toEqual(
		idsOf(jobs).map((id) => [id, 'completed']),
	);
}

test('thirty waits need a few lists, and no request of their own', async () => {
	const jobs = await createSome(30);
	await expectCompleted(waitForAll(jobs), jobs);
	expect(await single()).toEqual([]);
	expect((await lists()).length).toBeLessThanOrEqual(3);
});

test('nine waits never read the list', async () => {
	const jobs = await createSome(9);
	await expectCompleted(waitForAll(jobs), jobs);
	expect(await lists()).toEqual([]);
});

test.each([
	['fails', { status: 500, body: {} }],
	['breaks off', { body: { truncateAt: 20 } }],
	['has nothing of ours', { status: 200, body: { object: 'list', data: [], has_more: false } }],
] as Array<[string, FaultRule['fault']]>)(
	'where the list %s, each wait asks for itself, and the list is left alone',
	async (_, fault) => {
		await stage.sandbox.settings({ renderSeconds: 600 });
		await stage.sandbox.fault({ match: LIST, times: null, fault });
		const jobs = await createSome(12);
		const waits = waitForAll(jobs);
		// The first two because the list gave no answer, the others because it is left alone.
		await until('polls of each wait', async () =>
			(await stage.sandbox.jobs()).every(({ polls }) => polls > 3),
		);
		await stage.sandbox.finishAll();
		await expectCompleted(waits, jobs);
		expect(await lists()).toHaveLength(2);
	},
);

test('a list that has failed twice is not read for those who asked meanwhile', async () => {
	await stage.sandbox.settings({ renderSeconds: 60 });
	const fault = { status: 500, body: {} };
	await stage.sandbox.fault({ match: LIST, fault });
	await stage.sandbox.fault({ match: LIST, times: null, fault: { ...fault, delayMs: 3000 } });
	const [late, ...others] = enterAll(idsOf(await createSome(12)));
	const askAll = () => others.map(async (member) => await member.ask(5000));
	await Promise.all(askAll());
	const second = askAll();
	await until('the second list', async () => (await lists()).length === 2);
	const asked = [late.ask(5000), ...second];
	expect(await Promise.all(asked)).toEqual(asked.map(() => undefined));
	expect(await lists()).toHaveLength(2);
});

test('a list that is there again, or has the job a moment later, is read again', async () => {
	await stage.sandbox.settings({ renderSeconds: 60 });
	const ids = idsOf(await createSome(10));
	const [unknown, ...known] = enterAll(['video_unknown', ...ids]);
	const askAll = async () =>
		await Promise.all(known.map(async (member) => (await member.ask(5000))?.video.id));
	const [lost, found] = await Promise.all([unknown.ask(5000), askAll()]);
	expect([lost, found]).toEqual([undefined, ids]);
	await stage.sandbox.fault({ match: LIST, fault: { status: 500, body: {} } });
	expect(await askAll()).toEqual(ids.map(() => undefined));
	expect(await askAll()).toEqual(ids);
});

test('where one wait asks, the list answers it, and tells the others whose jobs have ended', async () => {
	const ids = idsOf(await createSome(10));
	await stage.sandbox.finishAll();
	const [one, ...others] = enterAll(ids);
	expect((await one.ask(5000))?.video.id).toBe(ids[0]);
	expect(others.map((member) => member.takeNews()?.video.id)).toEqual(ids.slice(1));
	expect(await lists()).toHaveLength(1);
	expect(await single()).toEqual([]);
});

test('a completed job is asked for itself where its entry in the list may say less', async () => {
	const dialect = { ...stage.server.dialect, listsWholeJobs: false };
	const jobs = await createSome(12);
	await expectCompleted(waitForAll(jobs, QUICK, stage.videosOf({ dialect })), jobs);
	expect(await single()).toHaveLength(12);
});

test('what the first pages say counts, also where a later one fails', async () => {
	await stage.sandbox.settings({ pageSize: 10 });
	const ids = idsOf(await createSome(30));
	await stage.sandbox.fault({ match: LIST, skip: 1, fault: { status: 500, body: {} } });
	const answers = await Promise.all(enterAll(ids).map(async (member) => await member.ask(5000)));
	expect(answers.filter((listed) => listed !== undefined)).toHaveLength(10);
	expect(await lists()).toHaveLength(2);
});

test('a failed job is asked for itself, and gives its reason', async () => {
	await stage.sandbox.fault({ match: { method: 'POST' }, fault: { job: { outcome: 'failed' } } });
	const [failed] = await createSome(1);
	const jobs = await createSome(11);
	const [first, ...others] = waitForAll([failed, ...jobs]);
	const { video } = await first;
	expect(video).toMatchObject({ status: 'failed', error: { code: 'video_generation_failed' } });
	await expectCompleted(others, jobs);
	expect(await single(failed.video.id)).toHaveLength(1);
});

test('a server that asks for a pause gets it, also when the list has said that the job is over', async () => {
	await stage.sandbox.settings({ renderSeconds: 60 });
	const jobs = await createSome(12);
	const [{ video }] = jobs;
	const path = `/videos/${video.id}$`;
	const fault = { status: 503, headers: { 'retry-after-ms': '1500' }, body: {} };
	await stage.sandbox.fault({ match: { method: 'GET', path }, fault });
	const plan = { ...QUICK, wantsAnswer: true };
	const waits = waitForAll(jobs, plan);
	await stage.sandbox.finish(video.id);
	await waits[0];
	for (const id of idsOf(jobs.slice(1))) await stage.sandbox.finish(id);
	await expectCompleted(waits, jobs);
	expect(await single(video.id)).toHaveLength(2);
	expect(stage.transport.pauses).toContain(1500);
});

test("the server's polling hint holds on, although its list gives none", async () => {
	await stage.sandbox.settings({ renderSeconds: 3, pollAfterMs: 700 });
	const ids = idsOf(await createSome(12));
	const plan = { minutes: 1, intervalSeconds: 0, crowd: new Crowd() };
	await Promise.all(ids.map(async (id) => await stage.videos.poll(id, plan)));
	expect((await lists()).length).toBeGreaterThan(1);
	expect(new Set(stage.transport.pauses)).toEqual(new Set([700, GATHER_MS]));
});

test('a wait that wants the answer about the finished job asks for itself at the end, and only then', async () => {
	const jobs = await createSome(12);
	const waits = waitForAll(jobs, { ...QUICK, wantsAnswer: true });
	await expectCompleted(waits, jobs);
	expect((await Promise.all(waits)).map(({ response }) => response.status)).toEqual(
		jobs.map(() => 200),
	);
	expect(await single()).toHaveLength(12);
	expect((await lists()).length).toBeGreaterThan(0);
});

test('several waits for the same video all end', async () => {
	const jobs = await createSome(12);
	const all = [...jobs, ...jobs.slice(0, 3)];
	await expectCompleted(waitForAll(all), all);
	expect(await single()).toEqual([]);
});

test.each([
	['key', (index: number) => ({ account: `account ${index % 2}` })],
	['address', (index: number) => ({ baseUrl: `${stage.server.baseUrl}${index % 2 ? '/' : ''}` })],
	['header', (index: number) => ({ extraHeaders: { organization: `${index % 2}` } })],
	['query', (index: number) => ({ extraQuery: { provider: `${index % 2}` } })],
] as Array<[string, (index: number) => Partial<Server>]>)(
	'no wait is answered by a list that was read with another %s',
	async (_, differs) => {
		const ids = idsOf(await createSome(18));
		const members = enterAll(ids, (index) => ({ ...stage.server, ...differs(index) }));
		const answers = await Promise.all(members.map(async (member) => await member.ask(5000)));
		expect(answers.every((listed) => listed === undefined)).toBe(true);
		expect(await lists()).toEqual([]);
	},
);

test('a list that does not answer keeps no wait longer than its Timeout', async () => {
	await stage.sandbox.settings({ renderSeconds: 60 });
	await stage.sandbox.fault({ match: LIST, times: null, fault: { answerDelayMs: 20_000 } });
	const jobs = await createSome(12);
	// Else the list itself would end after 5 s; so a wait trusts it for 10 s, unless its own Timeout ends that.
	const videos = stage.videosOf({ timeoutMs: 60_000 });
	const startedAt = Date.now();
	const waits = waitForAll(jobs, { minutes: 1 / 60, intervalSeconds: 0.02 }, videos);
	const errors = await Promise.all(waits.map(failureOf));
	expect(new Set(errors.map(({ kind }) => kind))).toEqual(new Set(['deadline']));
	expect(Date.now() - startedAt).toBeLessThan(9000);
});

test.each([
	['is gathered', {}, 0],
	['is read', { answerDelayMs: 60_000 }, 1],
] as Array<[string, FaultRule['fault'], number]>)(
	'Stop ends all waits at once, while what they ask %s',
	async (_, fault, reading) => {
		await stage.sandbox.settings({ renderSeconds: 60 });
		if (reading > 0) await stage.sandbox.fault({ match: LIST, times: null, fault });
		const jobs = await createSome(12);
		const stop = new AbortController();
		const transport = createTransport(`Bearer ${stage.sandbox.key}`, stop.signal);
		const { baseUrl } = stage.sandbox;
		const videos = new Videos(serverOf(transport, baseUrl, { timeoutMs: 60_000 }));
		const waits = waitForAll(jobs, QUICK, videos).map(failureOf);
		await until('a question', () => transport.pauses.includes(GATHER_MS));
		if (reading > 0) await until('a list', async () => (await lists()).length === reading);
		const startedAt = Date.now();
		stop.abort();
		const errors = await Promise.all(waits);
		// Without Stop, a wait trusts the list for 10 s.
		expect(Date.now() - startedAt).toBeLessThan(7000);
		expect(new Set(errors.map(({ kind }) => kind))).toEqual(new Set(['stopped']));
		expect(await single()).toEqual([]);
		await transport.close();
	},
);
