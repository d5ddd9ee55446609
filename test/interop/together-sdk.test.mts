import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { byId } from '../engine/support/stage.mts';
import { startSandbox, type Sandbox } from '../support/sandbox.mts';
import { until } from '../support/until.mts';
import { loadPeer, peerVersion } from './support/peers.mts';
import { usePeer, type PeerServer } from './support/stage.mts';
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
				options: { negativePrompt: 'text', seed: 7, framesPerSecond: 16, steps: 20, guidance: 4.5 },
			});
		});

		test('the type check finds what is wrong', () => {
			const wrong = { model: MODEL, seconds: 4, media: { images: [] } };
			expect(typeErrors(VIDEOS, 'VideoCreateParams', wrong)).toEqual([
				"Type 'number' is not assignable to type 'string'.",
				expect.stringContaining("'\"images\"' does not exist in type 'Media'"),
			]);
		});
	});
});
