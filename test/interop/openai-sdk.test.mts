import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type OpenAI from 'openai';
import { binaryItem } from '../engine/support/binary.mts';
import { byId } from '../engine/support/stage.mts';
import { mp4Info } from '../support/mp4-info.mts';
import { fromField, fromUrl, references } from '../engine/support/references.mts';
import { picture } from '../support/picture.mts';
import { renderClip } from './support/clip.mts';
import { SDK_CLIENTS, startSdk, type SdkServer } from './support/openai-sdk.mts';
import { expectMp4, usePeer } from './support/stage.mts';

type Video = OpenAI.Videos.Video;

const bytesOf = async (answer: Response) => Buffer.from(await answer.arrayBuffer());

describe.each(SDK_CLIENTS)('openai SDK, $peer for $dialect', (sdk) => {
	const { dialect, wire, more } = sdk;
	const stage = usePeer<SdkServer>(async () => await startSdk(sdk));
	beforeEach(async () => await stage.server.sandbox.reset());

	const ended = async (id: string): Promise<Video> => {
		for (;;) {
			const video = await stage.server.client.videos.retrieve(id);
			if (video.status === 'completed' || video.status === 'failed') return video;
			await new Promise((resolve) => setTimeout(resolve, 50));
		}
	};
	const createEnded = async () =>
		(await ended((await stage.server.client.videos.create({ prompt: 'a kite' })).id)).id;

	/** The last request, as far as the two must agree on it. */
	const sent = async () => {
		const { method, path, body, contentType } = (
			await stage.server.sandbox.requests({ host: 'api' })
		).at(-1)!;
		return { method, path, body, type: contentType?.split(';')[0] };
	};
	/** Holds the node to send what the SDK has just sent. */
	const expectSame = async (parameters: IDataObject, items?: INodeExecutionData[]) => {
		const bySdk = await sent();
		const item = await stage.item(parameters, items);
		expect(await sent()).toEqual(bySdk);
		return item;
	};
	/** The same for a video by its id, which the SDK writes as a form and the node as JSON: the document allows both. */
	const expectSameById = async (parameters: IDataObject, id: string) => {
		const { path, body } = await sent();
		const { fields } = body as { fields: IDataObject };
		await stage.item({ ...parameters, video: byId(id) });
		const same = await sent();
		const { video, ...others } = same.body as IDataObject;
		expect(video).toEqual({ id });
		expect([same.path, { ...others, 'video[id]': id }]).toEqual([path, fields]);
	};
	const AS_JOB = { returnWhat: 'job', options: { bodyFormat: wire } };
	const mp4 = async () => {
		const { toFile } = stage.server;
		return await toFile(await renderClip(), 'clip.mp4', { type: 'video/mp4' });
	};
	const clip = async () => await binaryItem('data', await renderClip(), 'clip.mp4', 'video/mp4');

	describe(`contract: ${dialect}`, () => {
		const WISH = {
			...{ prompt: 'a lighthouse', model: 'sora-2-pro' },
			...({ seconds: '8', size: '1280x720' } as const),
		};
		const CREATE = { operation: 'create', ...WISH, model: byId(WISH.model), ...AS_JOB };

		test('create', async () => {
			const video = await stage.server.client.videos.create(WISH);
			const told = { object: 'video', status: 'queued', seconds: '8', size: '1280x720' };
			expect(video).toMatchObject(told);
			expect((await sent()).type).toBe(
				wire === 'json' ? 'application/json' : 'multipart/form-data',
			);
			await expectSame(CREATE);
		});

		test('create', async () => {
			const image = await picture(1280, 720);
			const { client, toFile, sandbox } = stage.server;
			const file = await toFile(image, 'start.png', { type: 'image/png' });
			await client.videos.create({ ...WISH, input_reference: file });
			expect((await sent()).body).toMatchObject({
				files: [{ field: 'input_reference', bytes: image.length }],
			});
			const item = await binaryItem('data', image, 'start.png', 'image/png');
			const options = { bodyFormat: 'multipart' };
			await expectSame({ ...CREATE, ...references({ firstFrame: fromField() }), options }, [item]);

			const image_url = `data:image/png;base64,${image.toString('base64')}`;
			await client.videos.create({ ...WISH, input_reference: { image_url } });
			await expectSame({ ...CREATE, ...references({ firstFrame: fromUrl(image_url) }) });
			expect((await sandbox.jobs()).at(-1)!.reference).toMatch(/^[0-9a-f]{64}$/);
		});

		test('retrieve', async () => {
			const { id } = await stage.server.client.videos.create({ prompt: 'a kite' });
			const video = await ended(id);
			expect(video).toMatchObject({ id, status: 'completed', progress: 100, error: null });
			const { json } = await expectSame({ operation: 'retrieve', video: byId(id) });
			expect(json).toMatchObject({ id, status: 'completed', progress: 100 });
		});

		test('waitForCompletion', async () => {
			const { id } = await stage.server.client.videos.create({ prompt: 'a kite' });
			await expectMp4(await stage.item({ operation: 'waitForCompletion', video: byId(id) }));
		});

		test('download', async () => {
			const id = await createEnded();
			const { videos } = stage.server.client;
			const thumbnail = await videos.downloadContent(id, { variant: 'thumbnail' });
			expect((await bytesOf(thumbnail)).toString('latin1', 8, 12)).toBe('WEBP');
			const sheet = await videos.downloadContent(id, { variant: 'spritesheet' });
			expect((await bytesOf(sheet)).subarray(0, 3).toString('hex')).toBe('ffd8ff');
			const video = await videos.downloadContent(id);
			expect(video.headers.get('content-type')).toBe('video/mp4');
			expect((await mp4Info(await bytesOf(video))).codec).toMatch(/^avc1/);
			await expectMp4(await expectSame({ operation: 'download', video: byId(id) }));
		});

		test('list', async () => {
			const { client, sandbox } = stage.server;
			const ids: string[] = [];
			for (let index = 0; index < 5; index += 1) {
				ids.push((await client.videos.create({ prompt: 'the same' })).id);
			}
			const listed: string[] = [];
			for await (const video of client.videos.list({ limit: 2, order: 'asc' })) {
				listed.push(video.id);
			}
			expect(listed).toEqual(ids);
			const pages = await sandbox.requests({ method: 'GET', path: /\/v1\/videos$/ });
			expect(pages.map(({ query }) => query.after)).toEqual([undefined, ids[1], ids[3]]);
			const bySdk = await sent();
			const { items } = await stage.run({ operation: 'list', returnAll: true });
			expect(items.map(({ json }) => json.id).sort()).toEqual(ids.sort());
			expect(await sent()).toEqual(bySdk);
		});

		test('delete', async () => {
			const [one, other] = [await createEnded(), await createEnded()];
			const { videos } = stage.server.client;
			expect(await videos.delete(one)).toEqual({
				...{ id: one, object: 'video.deleted', deleted: true },
			});
			await expect(videos.retrieve(one)).rejects.toMatchObject({ status: 404 });
			const { json } = await stage.item({ operation: 'delete', video: byId(other) });
			expect(json).toEqual({ id: other, deleted: true });
		});

		test('remix', async () => {
			const id = await createEnded();
			const remix = { prompt: 'at night' };
			const video = await stage.server.client.videos.remix(id, remix);
			expect(video).toMatchObject({ prompt: 'at night', remixed_from_video_id: id });
			await expectSame({ operation: 'remix', video: byId(id), ...remix, returnWhat: 'job' });
		});

		if (more.includes('edit')) {
			test('edit', async () => {
				const id = await createEnded();
				const { videos } = stage.server.client;
				const byItsId = await videos.edit({ prompt: 'in red', video: { id } });
				expect(byItsId).toMatchObject({ status: 'queued', prompt: 'in red' });
				const edit = { operation: 'edit', prompt: 'in red', ...AS_JOB };
				await expectSameById(edit, id);
				const byFile = await videos.edit({ prompt: 'in red', video: await mp4() });
				expect(byFile).toMatchObject({ status: 'queued', prompt: 'in red' });
				await expectSame({ ...edit, videoSource: 'binary' }, [await clip()]);
			});
		}

		if (more.includes('extend')) {
			test('extend', async () => {
				const id = await createEnded();
				const wish = { prompt: 'and on', seconds: '4' } as const;
				const longer = await stage.server.client.videos.extend({ ...wish, video: { id } });
				expect(longer).toMatchObject({ status: 'queued', prompt: 'and on' });
				await expectSameById({ operation: 'extend', ...wish, ...AS_JOB }, id);
			});
		}

		if (more.includes('characters')) {
			const made = async () =>
				await stage.server.client.videos.createCharacter({ name: 'Kit', video: await mp4() });

			test('createCharacter', async () => {
				expect(await made()).toMatchObject({ name: 'Kit', created_at: expect.any(Number) });
				const create = { resource: 'character', operation: 'create', characterName: 'Kit' };
				await expectSame(create, [await clip()]);
			});

			test('retrieveCharacter', async () => {
				const character = await made();
				const characterId = character.id ?? '';
				const { videos } = stage.server.client;
				expect(await videos.getCharacter(characterId)).toEqual(character);
				const retrieve = { resource: 'character', operation: 'retrieve', characterId };
				expect((await expectSame(retrieve)).json).toMatchObject({ id: characterId, name: 'Kit' });
			});
		}
	});

	test('models', async () => {
		const ids: string[] = [];
		for await (const model of stage.server.client.models.list()) ids.push(model.id);
		expect(ids).toContain('sora-2');
	});

	test("errors become the SDK's own classes, with the server's words", async () => {
		const { client } = stage.server;
		await expect(client.videos.create({ prompt: '' })).rejects.toMatchObject({
			status: 400,
			code: 'empty_string',
			param: 'prompt',
			type: 'invalid_request_error',
		});
		const wrong: object = { apiKey: 'sk-wrong', ...(dialect === 'azure' && { apiVersion: 'v1' }) };
		const stranger = client.withOptions(wrong);
		await expect(stranger.videos.list()).rejects.toMatchObject({ status: 401 });
	});
});
