import type { IDataObject } from 'n8n-workflow';
import { fileOf } from './support/engine.mts';
import { byId, useStage } from './support/stage.mts';

// Wrapped answers, and no status beside an id: the job is known from its create to its file, under whatever name the server gives it.
const stage = useStage();
const CREATE = { method: 'POST', path: '/videos$' };
const PARAMETERS = { operation: 'create', prompt: 'a lake' };

interface Server {
	/** Its name in the credential. */
	server: string;
	id: string;
	created: object;
	running: object;
	ended: (url: string) => object;
	model?: string;
}

const SERVERS: Record<string, Server> = {
	'new-api': {
		...{ server: 'new-api', id: 'task_1', model: 'sora-2' },
		created: { code: 'success', message: '', data: { task_id: 'task_1', status: 'SUBMITTED' } },
		running: {
			code: 'success',
			message: '',
			data: { task_id: 'task_1', status: 'IN_PROGRESS', progress: '30%' },
		},
		ended: (url) => ({
			code: 'success',
			message: '',
			data: { task_id: 'task_1', status: 'SUCCESS', progress: '100%', result_url: url },
		}),
	},
	'new-api, flat': {
		...{ server: 'new-api', id: 'task_2', model: 'sora-2' },
		created: { task_id: 'task_2' },
		running: { task_id: 'task_2', status: 'IN_PROGRESS', progress: '30%', fail_reason: '' },
		ended: (url) => ({
			...{ task_id: 'task_2', status: 'SUCCESS', progress: '100%' },
			...{ fail_reason: '', result_url: url },
		}),
	},
	'xAI and its relays': {
		...{ server: 'openai', id: 'req_1' },
		created: { request_id: 'req_1' },
		running: { status: 'pending', progress: 10 },
		ended: (url) => ({
			status: 'done',
			video: { url, duration: 8, respect_moderation: true },
		}),
	},
};

/** Lets the sandbox answer as a server does; it has no content for the job. */
async function speakAs({ id, created, running, ended }: Server) {
	const other = await stage.api.createEnded({ prompt: 'a hill' });
	const place = `/v1/videos/${other}/content`;
	const answer = await stage.api.call('GET', `/videos/${other}/content`);
	const bytes = Buffer.from(await answer.arrayBuffer());
	const say = async (match: object, times: number | null, body: object) =>
		await stage.sandbox.fault({ match, times, fault: { replace: { status: 200, body } } });
	const retrieve = { method: 'GET', path: `/videos/${id}$` };
	await say(CREATE, null, created);
	await say(retrieve, 1, running);
	await say(retrieve, null, ended(place));
	return { bytes, url: `${stage.sandbox.origin}${place}` };
}

describe.each(Object.entries(SERVERS))('%s', (_, server) => {
	const credential: IDataObject = { server: server.server };
	const { id, model } = server;
	const parameters = { ...PARAMETERS, ...(model !== undefined && { model: byId(model) }) };

	test('a create goes on to the file', async () => {
		const { bytes, url } = await speakAs(server);
		const { items, error } = await stage.run({ parameters, credential });
		expect(error).toBeUndefined();
		expect(items[0].json).toMatchObject({ id, status: 'completed', url });
		expect(items[0].binary?.data.fileName).toBe(`${id}.mp4`);
		expect((await fileOf(items[0])).equals(bytes)).toBe(true);
		expect(await stage.sandbox.requests({ method: 'POST', path: /\/videos$/ })).toHaveLength(2);
	});

	test('the job at once, then Wait for Completion, Get and Download', async () => {
		const { bytes, url } = await speakAs(server);
		const job = await stage.run({
			parameters: { ...parameters, returnWhat: 'job' },
			credential,
		});
		expect(job.items[0].json).toMatchObject({ id, status: expect.stringMatching(/queued|in_pro/) });
		const video = byId(id);
		for (const operation of ['waitForCompletion', 'retrieve', 'download']) {
			const { items, error } = await stage.run({ parameters: { operation, video }, credential });
			expect(error).toBeUndefined();
			expect(items[0].json).toMatchObject({ id, ...(operation !== 'download' && { url }) });
			if (operation === 'retrieve') continue;
			expect((await fileOf(items[0])).equals(bytes)).toBe(true);
		}
	});

	test('a failed job ends the wait with its reason', async () => {
		const { data, ...rest } = server.ended('') as { data?: object };
		const failed = { status: 'FAILURE', fail_reason: 'the worker was lost' };
		const ended = data ? { ...rest, data: { task_id: id, ...failed } } : failed;
		await speakAs({ ...server, ended: () => ended });
		const { error } = await stage.run({ parameters, credential });
		expect(error?.message).toBe(`The video ${id} failed: the worker was lost`);
	});
});

test.each([
	['in another place', { result: { ticket: 'task_77', state: 'ok' } }, 'task_77'],
	['in a text', 'accepted: task_77', 'task_77'],
])('an answer that is no job is quoted, so that an id is not lost: %s', async (_, body, id) => {
	await stage.sandbox.fault({ match: CREATE, times: null, fault: { replace: { body } } });
	const { error } = await stage.run({
		parameters: PARAMETERS,
		settings: { retryOnFail: true, maxTries: 2, waitBetweenTries: 0 },
	});
	expect(error?.message).toMatch(/^It is not known whether the server created the video: /);
	expect(error?.message).toContain(id);
	expect(await stage.sandbox.requests({ method: 'POST' })).toHaveLength(1);
});

test('the quote is short, and has no key and no signature', async () => {
	const link = 'https://s.example.com/f.mp4?sig=abcdef0123';
	const body = { ticket: 'task_77', key: stage.sandbox.key, link, more: 'x'.repeat(5000) };
	await stage.sandbox.fault({ match: CREATE, fault: { replace: { status: 200, body } } });
	const { error } = await stage.run({ parameters: PARAMETERS });
	expect(error?.message).toContain('task_77');
	expect(error?.message.length).toBeLessThan(700);
	expect(error?.json).not.toContain(stage.sandbox.key);
	expect(error?.json).not.toContain('abcdef0123');
});
