import type { IDataObject } from 'n8n-workflow';
import { logLinesOf, recordLog } from '../faults/support/log.mts';
import { mp4Info } from '../support/mp4-info.mts';
import { startSandbox } from '../support/sandbox.mts';
import { until } from '../support/until.mts';
import { fileOf, runEngine } from './support/engine.mts';
import { useStage } from './support/stage.mts';

// A create whose answer is the file: there is no job, and nothing to ask for later.
beforeAll(recordLog);
const stage = useStage({ dialect: 'vllm-omni' });
const credential = { server: 'vllm-omni' };
const SYNC = { method: 'POST', path: 'sync$' };
const RETRIES = { retryOnFail: true, maxTries: 3, waitBetweenTries: 0 };

function create(options: IDataObject = {}, more: IDataObject = {}): IDataObject {
	const asked = { operation: 'create', prompt: 'a lake', seconds: '2', size: '832x480' };
	return { ...asked, ...more, options: { oneRequest: true, ...options } };
}

const run = async (parameters: IDataObject, more = {}) =>
	await stage.run({ parameters, credential, ...more });
const paths = async () => (await stage.sandbox.requests()).map(({ path }) => path);

test('the file comes with one request, and no ID', async () => {
	const { items, error } = await run(create());
	expect(error).toBeUndefined();
	const [{ json, binary, pairedItem }] = items;
	expect(json).not.toHaveProperty('id');
	expect(json).toMatchObject({
		...{ status: 'completed', progress: 100, differences: [] },
		file: { name: 'video.mp4', mimeType: 'video/mp4', width: 832, height: 480, seconds: 2 },
	});
	expect(binary?.data).toMatchObject({ fileName: 'video.mp4', mimeType: 'video/mp4' });
	expect(pairedItem).toEqual({ item: 0 });
	expect((await mp4Info(await fileOf(items[0]))).codec).toMatch(/^avc1/);
	expect(await paths()).toEqual(['/v1/videos/sync']);
});

test('a file name of your own, and Simplify off', async () => {
	const { items } = await run(create({ fileName: 'lake', simplify: false }));
	expect(items[0].binary?.data.fileName).toBe('lake.mp4');
	expect(items[0].json).toMatchObject({ status: 'completed' });
});

test('there is no job to ask for other files: the output says so, and the video is there', async () => {
	const { items, error } = await run(create({ alsoDownload: ['spritesheet'] }));
	expect(error).toBeUndefined();
	expect(Object.keys(items[0].binary ?? {})).toEqual(['data']);
	expect(items[0].json).toHaveProperty('not_downloaded.spritesheet');
});

test('what differs is listed, or ends the node', async () => {
	const { items } = await run(create({}, { modelSettings: { framesPerSecond: 60 } }));
	expect(items[0].json.differences).toEqual([expect.stringContaining('60')]);
	const { error } = await run(
		create({ ifVideoDiffers: 'stop' }, { modelSettings: { framesPerSecond: 60 } }),
	);
	expect(error?.message).toMatch(/^The file of the video is not what was requested: /);
	expect(error?.description).toContain('"If the Video Differs" to Continue');
});

test.each([
	['breaks off after it has taken the create', { drop: 'after' }],
	['breaks off before', { drop: 'before' }],
	['breaks off in the middle of the file', { body: { truncateAt: 3000 } }],
	['sends half of the file and no more', { body: { stallAt: 3000 } }],
	['answers 500', { status: 500, body: { error: { message: 'boom' } } }],
	['answers 504', { replace: { status: 504, body: '' } }],
	['answers with a text', { replace: { status: 200, body: 'rendered' } }],
	['answers with nothing', { replace: { status: 200, body: '' } }],
] as const)('it is sent once, and nothing is stored, when the server %s', async (_, fault) => {
	await stage.sandbox.fault({ match: SYNC, times: null, fault: { ...fault } as never });
	const { items, error } = await run(create({ requestTimeout: 1 }), { settings: RETRIES });
	expect(items).toEqual([]);
	expect(error?.message).toMatch(/^It is not known whether the server created the video: /);
	expect(error?.description).toContain('not sent again, because you could be charged twice');
	expect(error?.description).not.toMatch(/Get Many|Wait for Completion|Download/);
	expect(await paths()).toEqual(['/v1/videos/sync']);
});

test('a wait that is over is an unknown outcome, too', async () => {
	await stage.sandbox.settings({ renderSeconds: 20 });
	const { error } = await run(create({ timeout: 0.02 }), { settings: RETRIES });
	expect(error?.message).toContain('It is not known whether the server created the video');
	expect(await paths()).toHaveLength(1);
});

test('Retry if Outcome Is Unknown lets Retry On Fail send it again', async () => {
	await stage.sandbox.fault({ match: SYNC, fault: { body: { truncateAt: 3000 } } as never });
	const { items } = await run(create({ retryIfUnknown: true }), { settings: RETRIES });
	expect(items[0].json.status).toBe('completed');
	expect(await paths()).toHaveLength(2);
});

test('a render longer than the request timeout is waited for', async () => {
	await stage.sandbox.settings({ renderSeconds: 4.5 });
	const { error } = await run(create({ requestTimeout: 3 }));
	expect(error).toBeUndefined();
});

test('a refusal says that nothing was created', async () => {
	const { error } = await run(create({ extraBody: { size: 'large' } }));
	expect(error?.message).toMatch(/refused to create the video \(HTTP 400\): size/);
	expect(error?.description).toContain('Nothing was created');
});

test('a refusal by a safety filter is reported as blocked', async () => {
	const { error } = await run(create({}, { prompt: 'a lake [sandbox:moderation]' }));
	expect(error?.message).toContain("The server's safety filter refused to create the video");
});

test('a busy server is waited for', async () => {
	await stage.sandbox.settings({ jobsAtOnce: 1 });
	const { items, error } = await run(create(), { items: [{ json: {} }, { json: {} }] });
	expect(error).toBeUndefined();
	expect(items).toHaveLength(2);
	expect((await stage.sandbox.stats()).mostAtOnce).toBe(1);
});

test('a server that answers with a job all the same is polled', async () => {
	const made = { id: 'video_gen_1', object: 'video', status: 'queued', created_at: 1 };
	await stage.sandbox.fault({ match: SYNC, fault: { replace: { status: 202, body: made } } });
	const { error } = await run(create());
	expect(error?.message).toContain('video_gen_1 was not found');
	expect([...new Set(await paths())]).toEqual(['/v1/videos/sync', '/v1/videos/video_gen_1']);
});

test('the largest file holds', async () => {
	await stage.sandbox.settings({ fileBytes: 3_000_000 });
	const { error } = await run(create({ largestFile: 1 }), { settings: RETRIES });
	expect(error?.message).toContain('The file of the video is larger than 1 MB');
	expect(error?.description).toMatch(/keeps no copy.*"Largest File \(MB\)" before you run again/);
	expect(await paths()).toHaveLength(1);
});

test('the key does not stand in an error', async () => {
	const body = { error: { message: `Invalid key ${stage.sandbox.key}` } };
	await stage.sandbox.fault({ match: SYNC, fault: { status: 401, body } });
	const { error } = await run(create());
	expect(error?.message).toContain('Invalid key ***');
	expect(error?.json).not.toContain(stage.sandbox.key);
});

test('Stop ends it at once, and the log says so', async () => {
	await stage.sandbox.settings({ renderSeconds: 60 });
	const stopWhen = async () => (await paths()).length > 0;
	const { status, durationMs } = await run(create(), { stopWhen });
	expect(status).toBe('canceled');
	expect(durationMs).toBeLessThan(30_000);
	await until('a line in the log', () =>
		logLinesOf('').some(({ message }) =>
			message.startsWith('The create of item 0 was interrupted'),
		),
	);
});

test.each(['video', 'job'])('Return %s is refused before anything is sent', async (returnWhat) => {
	const { error } = await run(create({}, { returnWhat }));
	expect(error?.message).toContain('Create in One Request needs the Return');
	expect(await paths()).toEqual([]);
});

test('a server that has no such create is named before anything is sent', async () => {
	const { error } = await run(create(), { credential: { server: 'sglang' } });
	expect(error?.message).toContain('SGLang does not offer a create that returns the file');
	expect(error?.description).toContain('Remove the option "Create in One Request"');
	expect(await paths()).toEqual([]);
});

test('an unknown server says it itself', async () => {
	const sandbox = await startSandbox();
	const { error } = await runEngine(sandbox, { parameters: create({}, { size: '1280x720' }) });
	await sandbox.stop();
	expect(error?.message).toContain('The server does not offer a create that returns the file');
	expect(error?.message).toContain('HTTP 404');
});
