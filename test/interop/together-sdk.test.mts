import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { CreateInputs } from '../../protocol/dialects/inputs';
import { together } from '../../protocol/dialects/servers/together';
import { writeInputs, type WrittenBody } from '../../protocol/dialects/write';
import { binaryItem } from '../engine/support/binary.mts';
import { byId } from '../engine/support/stage.mts';
import { fromField, references } from '../engine/support/references.mts';
import { picture } from '../support/picture.mts';
import { startSandbox, type Sandbox } from '../support/sandbox.mts';
import { until } from '../support/until.mts';
import { listValues } from './support/lists.mts';
import { loadPeer, peerVersion } from './support/peers.mts';
import { expectMp4, usePeer, type PeerServer } from './support/stage.mts';
import { typeErrors } from './support/typeErrors.mts';

const MODEL = 'Wan-AI/wan2.7-t2v';
const VIDEOS = 'together-ai/resources/videos';

interface Job {
	id: string;
	status: string;
	outputs?: unknown;
	error?: unknown;
}

/** The SDK, as far as it is called here: a plain install of the project lacks it. */
interface Client {
	videos: { create(params: IDataObject): Promise<Job>; retrieve(id: string): Promise<Job> };
	models: { list(): Promise<Array<{ id: string }>> };
}

type Sdk = new (options: { baseURL: string; apiKey: string; maxRetries: number }) => Client;

interface Contract extends PeerServer {
	sandbox: Sandbox;
	/** @param path of the API that it speaks to */
	sdk(path: string): Client;
}

// The SDK checks nothing while it runs: its types are its contract.
const expectJob = (job: unknown) => expect(typeErrors(VIDEOS, 'VideoJob', job)).toEqual([]);

describe('contract: together', () => {
	const stage = usePeer<Contract>(async () => {
		const sandbox = await startSandbox({ dialect: 'together', renderSeconds: 0.3 });
		const { default: Together } = loadPeer<{ default: Sdk }>('together-ai');
		return {
			name: `Together's SDK ${peerVersion('together-ai')}`,
			baseUrl: sandbox.baseUrl,
			key: sandbox.key,
			credential: { server: 'together' },
			sandbox,
			sdk: (path) =>
				new Together({ baseURL: `${sandbox.origin}${path}`, apiKey: sandbox.key, maxRetries: 0 }),
			stop: async () => await sandbox.stop(),
		};
	});
	beforeEach(async () => await stage.server.sandbox.reset());

	describe('the SDK takes every answer of the sandbox', () => {
		const videos = () => stage.server.sdk('/v2').videos;

		test('create', async () => {
			const job = await videos().create({
				...{ model: MODEL, prompt: 'a kite', seconds: '2', resolution: '720P', ratio: '16:9' },
				...{ generate_audio: true, output_format: 'MP4', output_quality: 20, fps: 24 },
			});
			expectJob(job);
			expect(job.status).toBe('in_progress');
			await expect(videos().create({ model: MODEL, steps: 1 })).rejects.toMatchObject({
				status: 400,
				error: { error: { message: expect.stringContaining('steps') } },
			});
		});

		test('retrieve', async () => {
			const { id } = await videos().create({ model: MODEL, prompt: 'a kite' });
			const job = await until('the end', async () => {
				const now = await videos().retrieve(id);
				expectJob(now);
				return now.status === 'completed' && now;
			});
			expect(job.outputs).toEqual({ cost: 0.4, video_url: expect.any(String) });
			await expect(videos().retrieve('nobody')).rejects.toMatchObject({ status: 404 });
		});

		test('retrieve', async () => {
			const { id } = await videos().create({ model: MODEL, prompt: 'a [sandbox:fail]' });
			const job = await until('the end', async () => {
				const now = await videos().retrieve(id);
				return now.status === 'failed' && now;
			});
			expectJob(job);
			expect(job.error).toMatchObject({ message: expect.any(String) });
		});

		test('edit', async () => {
			const source_video = 'https://example.com/a.mp4';
			expectJob(await videos().create({ model: MODEL, prompt: 'snow', media: { source_video } }));
		});

		test('extend', async () => {
			const frame_videos = [{ video: 'https://example.com/a.mp4' }];
			expectJob(await videos().create({ model: MODEL, prompt: 'on', media: { frame_videos } }));
		});

		test('the list of models, which the SDK asks for below /v1', async () => {
			const models = await stage.server.sdk('/v1').models.list();
			expect(models.map(({ id }) => id)).toContain(MODEL);
			// The live list has video models, the type of the SDK does not know their kind.
			const known = models.map((model) => ({ ...model, type: 'image' }));
			expect(typeErrors('together-ai/resources/models', 'ModelListResponse', known)).toEqual([]);
			await expect(stage.server.sdk('/v2').models.list()).rejects.toMatchObject({ status: 404 });
		});
	});

	describe("the node sends what the SDK's types allow", () => {
		const CREATE = { operation: 'create', prompt: 'a lake', model: byId(MODEL), returnWhat: 'job' };

		async function expectAsTyped(parameters: IDataObject, items?: INodeExecutionData[]) {
			await stage.item(parameters, items);
			const requests = await stage.server.sandbox.requests({ method: 'POST' });
			const { body } = requests.at(-1)!;
			expect(typeErrors(VIDEOS, 'VideoCreateParams', body)).toEqual([]);
			return body as IDataObject;
		}

		test('create', async () => {
			await expectAsTyped({
				...{ ...CREATE, seconds: '4', size: '1280x720' },
				modelSettings: {
					negativePrompt: 'text',
					seed: 7,
					framesPerSecond: 16,
					steps: 20,
					guidance: 4.5,
				},
			});
		});

		test.each(['720P 16:9', '1080P', '9:16'])('create', async (size) => {
			await expectAsTyped({ ...CREATE, size, modelSettings: { audio: true } });
		});

		test('create', async () => {
			const png = await binaryItem('data', await picture(832, 480), 'a.png', 'image/png');
			const parameters = { ...CREATE, size: '832x480', ...references({ firstFrame: fromField() }) };
			const body = await expectAsTyped(parameters, [png]);
			expect(body).toMatchObject({ media: { frame_images: [{ frame: 'first' }] } });
		});

		// What the table can write, whether or not the node has a field for it.
		test('create', () => {
			const url = (name: string) => ({ url: `https://example.com/${name}` });
			const inputs: CreateInputs = {
				...{ prompt: 'a lake', model: MODEL },
				...{ firstFrame: url('first.png'), lastFrame: url('last.png') },
				referenceImages: [url('a.png'), url('b.png')],
				...{ referenceVideos: [url('a.mp4')], referenceAudio: [url('a.mp3')] },
			};
			const { fields } = writeInputs(together, inputs, 'json') as WrittenBody;
			expect(typeErrors(VIDEOS, 'VideoCreateParams', fields)).toEqual([]);
			const media = fields.media as Record<string, unknown>;
			expect(Object.keys(media)).toEqual(
				expect.arrayContaining(['reference_images', 'reference_videos', 'audio_inputs']),
			);
		});

		test.each([
			['edit', 'source_video'],
			['extend', 'frame_videos'],
		])('%s', async (operation, field) => {
			const { json } = await stage.item({ ...CREATE, returnWhat: 'video' });
			// The model is that of the video, whose address stands in its job.
			const derived = { operation, video: byId(String(json.id)), prompt: 'snow' };
			const body = await expectAsTyped({ ...derived, returnWhat: 'job' });
			expect(body).toMatchObject({ model: MODEL, media: { [field]: expect.anything() } });
			expect(JSON.stringify(body.media)).toContain(stage.server.sandbox.storageOrigin);
		});

		test('the type check finds what is wrong', () => {
			const wrong = { model: MODEL, seconds: 4, media: { images: [] } };
			expect(typeErrors(VIDEOS, 'VideoCreateParams', wrong)).toEqual([
				"Type 'number' is not assignable to type 'string'.",
				expect.stringContaining("'\"images\"' does not exist in type 'Media'"),
			]);
		});
	});

	describe('the node asks where the SDK asks', () => {
		async function asked() {
			const requests = await stage.server.sandbox.requests({ method: 'GET', host: 'api' });
			const { path, query } = requests.at(-1)!;
			return { path, query };
		}

		test.each(['retrieve', 'waitForCompletion', 'download'])('%s', async (operation) => {
			const { id } = await stage.server
				.sdk('/v2')
				.videos.create({ model: MODEL, prompt: 'a kite' });
			await until('the end', async () => {
				const { status } = await stage.server.sdk('/v2').videos.retrieve(id);
				return status === 'completed';
			});
			const bySdk = await asked();
			const item = await stage.item({ operation, video: byId(id) });
			if (operation !== 'retrieve') await expectMp4(item);
			expect(await asked()).toEqual(bySdk);
		});

		test('for the list of models', async () => {
			await stage.server.sdk('/v1').models.list();
			const bySdk = await asked();
			expect(await listValues(stage.server, 'searchModels')).toContain(MODEL);
			expect(await asked()).toEqual(bySdk);
		});
	});
});
