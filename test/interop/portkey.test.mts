import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { binaryItem } from '../engine/support/binary.mts';
import { fromField, references } from '../engine/support/references.mts';
import { fileOf } from '../engine/support/engine.mts';
import { byId } from '../engine/support/stage.mts';
import { closedPort } from '../support/closedPort.mts';
import { picture } from '../support/picture.mts';
import { renderClip } from './support/clip.mts';
import { headerList, startPortkey, type Portkey } from './support/portkey.mts';
import { clipItem, expectMp4, usePeer } from './support/stage.mts';

const CREATE: IDataObject = { operation: 'create', prompt: 'a lake', seconds: '4' };
const RETRIES = { retryOnFail: true, maxTries: 3, waitBetweenTries: 0 };

describe('portkey', () => {
	const stage = usePeer<Portkey>(startPortkey);
	beforeEach(async () => await stage.server.sandbox.reset());

	/** These parameters, through the gateway to the sandbox. */
	const through = (parameters: IDataObject, headers?: Record<string, string>): IDataObject => ({
		...parameters,
		options: {
			...(parameters.options as IDataObject),
			extraHeaders: stage.server.headers(headers),
		},
	});
	const item = async (parameters: IDataObject, items?: INodeExecutionData[]) =>
		await stage.item(through(parameters), items);
	const job = async () => String((await item({ ...CREATE, returnWhat: 'job' })).json.id);
	const finished = async () => String((await item({ ...CREATE, returnWhat: 'video' })).json.id);

	describe('real: portkey', () => {
		test.each(['multipart', 'json'])('create', async (bodyFormat) => {
			const created = await item({ ...CREATE, size: '1280x720', options: { bodyFormat } });
			expect(created.json).toMatchObject({ status: 'completed', seconds: 4, size: '1280x720' });
			await expectMp4(created);
			const [{ headers, contentType }] = await stage.server.sandbox.requests({ method: 'POST' });
			expect(contentType).toContain(bodyFormat);
			expect(headers).toMatchObject({ authorization: `Bearer ${stage.server.key}` });
			expect(Object.keys(headers).filter((name) => name.startsWith('x-portkey'))).toEqual([]);
		});

		test('retrieve', async () => {
			const id = await job();
			const { json } = await item({ operation: 'retrieve', video: byId(id) });
			expect(json).toMatchObject({ id, status: expect.stringMatching(/^(queued|in_progress)$/) });
		});

		test('waitForCompletion', async () => {
			await expectMp4(await item({ operation: 'waitForCompletion', video: byId(await job()) }));
		});

		test('download', async () => {
			const video = byId(await finished());
			await expectMp4(await item({ operation: 'download', video }));
			const thumbnail = await item({ operation: 'download', video, variant: 'thumbnail' });
			expect(thumbnail.binary?.data).toMatchObject({ mimeType: 'image/webp' });
		});

		test('list', async () => {
			const ids = [await job(), await job(), await job()];
			const parameters = through({ operation: 'list', returnAll: true });
			const { items, error } = await stage.run(parameters);
			expect(error).toBeUndefined();
			expect(items.map(({ json }) => json.id)).toEqual(ids.reverse());
		});

		test('delete', async () => {
			const id = await finished();
			const { json } = await item({ operation: 'delete', video: byId(id) });
			expect(json).toMatchObject({ id, deleted: true });
			expect(await stage.server.sandbox.jobs()).toEqual([]);
		});

		test('remix', async () => {
			const id = await finished();
			const remixed = await item({ operation: 'remix', video: byId(id), prompt: 'at night' });
			expect(remixed.json).toMatchObject({ remixed_from_video_id: id, status: 'completed' });
			await expectMp4(remixed);
		});

		test('edit', async () => {
			const edit = { operation: 'edit', prompt: 'snow' };
			await expectMp4(await item({ ...edit, video: byId(await finished()) }));
			const clip = await clipItem(await renderClip());
			await expectMp4(await item({ ...edit, videoSource: 'binary' }, [clip]));
		});

		test('extend', async () => {
			const video = byId(await finished());
			const extended = await item({ operation: 'extend', video, prompt: 'on', seconds: '4' });
			expect(extended.json).toMatchObject({ status: 'completed', seconds: 8 });
		});

		const character = async () => {
			const parameters = { resource: 'character', operation: 'create', characterName: 'Mossy' };
			return await item(parameters, [await clipItem(await renderClip())]);
		};

		test('createCharacter', async () => {
			const { json } = await character();
			expect(json).toMatchObject({ id: expect.stringMatching(/^char_/), name: 'Mossy' });
		});

		test('retrieveCharacter', async () => {
			const { id } = (await character()).json;
			const parameters = { resource: 'character', operation: 'retrieve', characterId: id };
			expect((await item(parameters)).json).toMatchObject({ id, name: 'Mossy' });
		});
	});

	describe('hands on', () => {
		test('a reference image and fields that the node does not know', async () => {
			const bytes = await picture(720, 1280);
			await item(
				{
					...{ ...CREATE, returnWhat: 'job', size: '720x1280' },
					...references({ firstFrame: fromField() }),
					options: { extraBody: { seed: 5 } },
				},
				[await binaryItem('data', bytes, 'a.png', 'image/png')],
			);
			const [{ body }] = await stage.server.sandbox.requests({ method: 'POST' });
			expect(body).toMatchObject({
				fields: { prompt: 'a lake', seed: '5' },
				files: [{ field: 'input_reference', mimeType: 'image/png', bytes: bytes.length }],
			});
		});

		test('a file of many megabytes', async () => {
			const fileBytes = 64 * 1024 * 1024;
			await stage.server.sandbox.settings({ fileBytes });
			expect(await fileOf(await item(CREATE))).toHaveLength(fileBytes);
		});

		// It leaves Content-Length out, so that only the end of the stream tells a whole file from a part.
		test('half a file, which is not taken for a whole one', async () => {
			const video = byId(await finished());
			const match = { path: 'content$' };
			await stage.server.sandbox.fault({ match, fault: { body: { truncateAt: 9000 } } });
			await expectMp4(await item({ operation: 'download', video }));
			expect(await stage.server.sandbox.requests({ path: /content$/ })).toHaveLength(2);
		});

		test('when to ask again', async () => {
			const headers = { 'retry-after-ms': '300' };
			const fault = { status: 429, headers, body: {} };
			await stage.server.sandbox.fault({ match: { method: 'POST' }, times: 2, fault });
			const { error, durationMs } = await stage.run(through({ ...CREATE, returnWhat: 'job' }));
			expect(error).toBeUndefined();
			expect(durationMs).toBeGreaterThanOrEqual(600);
			expect(await stage.server.sandbox.jobs()).toHaveLength(1);
		});
	});

	describe('its errors', () => {
		const told = async (parameters: IDataObject, credential = {}) => {
			const { error } = await stage.run(parameters, undefined, {
				credential: { server: 'portkey', ...credential },
			});
			return `${error?.message} ${error?.description}`;
		};
		const withHeaders = (headers: Record<string, string>) => ({
			...CREATE,
			options: { extraHeaders: headerList(headers) },
		});

		test('without its headers', async () => {
			expect(await told(CREATE)).toContain('x-portkey-config or x-portkey-provider header');
		});

		test('a provider that it does not know', async () => {
			const headers = { 'x-portkey-provider': 'nobody' };
			expect(await told(withHeaders(headers))).toContain('Invalid provider passed');
		});

		test('a custom host that it does not trust', async () => {
			const host = 'http://169.254.169.254/v1';
			const headers = { 'x-portkey-provider': 'openai', 'x-portkey-custom-host': host };
			expect(await told(withHeaders(headers))).toContain('Invalid custom host');
		});

		test('a server that it does not reach', async () => {
			const host = `http://127.0.0.1:${await closedPort()}/v1`;
			expect(await told(through(CREATE, { 'x-portkey-custom-host': host }))).toContain(
				'ECONNREFUSED',
			);
		});

		test('what the server behind it refuses is told in its words', async () => {
			const refused = await told(through({ ...CREATE, seconds: '5' }));
			expect(refused).toContain("Invalid value: '5'");
			const wrongKey = await told(through(CREATE), { apiKey: 'sk-wrong' });
			expect(wrongKey).toMatch(/HTTP 401.*Incorrect API key/s);
			const unknown = await told(through({ operation: 'retrieve', video: byId('nobody') }));
			expect(unknown).toContain("Video with id 'nobody' not found");
		});

		test('a download before the end', async () => {
			await stage.server.sandbox.settings({ renderSeconds: 60 });
			const video = byId(await job());
			expect(await told(through({ operation: 'download', video }))).toContain(
				'is not finished yet',
			);
		});

		// The server goes on with the create that the gateway has given up.
		test('its own time-out: the create is sent once', async () => {
			const match = { method: 'POST' };
			const { sandbox } = stage.server;
			await sandbox.fault({ match, times: null, fault: { answerDelayMs: 30_000 } });
			const parameters = through(CREATE, { 'x-portkey-request-timeout': '3000' });
			const { error } = await stage.run(parameters, undefined, { settings: RETRIES });
			expect(error?.message).toMatch(/not known whether.*exceeded the timeout.*HTTP 408/s);
			expect(await sandbox.jobs()).toHaveLength(1);
		});

		test('a server that answers 500 to what it has taken: the create is sent once', async () => {
			const replace = { status: 500, body: { error: { message: 'boom' } } };
			const { sandbox } = stage.server;
			await sandbox.fault({ match: { method: 'POST' }, times: null, fault: { replace } });
			const { error } = await stage.run(through(CREATE), undefined, { settings: RETRIES });
			expect(error?.message).toMatch(/not known whether.*boom/s);
			expect(await sandbox.jobs()).toHaveLength(1);
		});
	});
});

// It hands the request on, and then fails over the headers of a good answer.
describe('portkey as npm installs it', () => {
	const stage = usePeer<Portkey>(async () => await startPortkey('portkey-unpinned'));

	test('loses the answer to a create, which is sent once', async () => {
		const parameters = { ...CREATE, options: { extraHeaders: stage.server.headers() } };
		const { error } = await stage.run(parameters, undefined, { settings: RETRIES });
		expect(error?.message).toMatch(/not known whether.*Something went wrong \(HTTP 500\)/s);
		expect(await stage.server.sandbox.jobs()).toHaveLength(1);
	});
});
