import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { CreateInputs } from '../../protocol/dialects/inputs';
import { openrouter } from '../../protocol/dialects/servers/openrouter';
import { writeInputs, type WrittenBody } from '../../protocol/dialects/write';
import { binaryItem } from '../engine/support/binary.mts';
import { byId } from '../engine/support/stage.mts';
import { mp4Info } from '../support/mp4-info.mts';
import { fromField, references } from '../engine/support/references.mts';
import { picture } from '../support/picture.mts';
import { startSandbox, type Sandbox } from '../support/sandbox.mts';
import { until } from '../support/until.mts';
import { listValues } from './support/lists.mts';
import { inSdkNames, startOpenRouterSdk, type OpenRouterSdk } from './support/openrouterSdk.mts';
import { peerVersion } from './support/peers.mts';
import { expectMp4, usePeer, type PeerServer } from './support/stage.mts';

const MODEL = 'google/veo-3.1';
const CREATES = { method: 'POST', path: /\/videos$/ };
// The SDK sends any text there, and knows these.
const ENUMS = [
	['resolution', 'VideoGenerationRequestResolution'],
	['aspect_ratio', 'VideoGenerationRequestAspectRatio'],
] as const;

interface Contract extends PeerServer {
	sandbox: Sandbox;
	sdk: OpenRouterSdk;
}

describe('contract: openrouter', () => {
	const stage = usePeer<Contract>(async () => {
		const sandbox = await startSandbox({ dialect: 'openrouter', renderSeconds: 0.3 });
		const sdk = await startOpenRouterSdk(sandbox);
		return {
			name: `OpenRouter's SDK ${peerVersion('@openrouter/sdk')}`,
			baseUrl: sandbox.baseUrl,
			key: sandbox.key,
			credential: { server: 'openrouter' },
			...{ sandbox, sdk },
			stop: async () => {
				await sdk.stop();
				await sandbox.stop();
			},
		};
	});
	beforeEach(async () => await stage.server.sandbox.reset());

	async function sdkFinished(): Promise<string> {
		const { sdk } = stage.server;
		const { id } = await sdk.generate({ model: MODEL, prompt: 'a kite', duration: 2 });
		await until('the end', async () => {
			return (await sdk.getGeneration(String(id))).status === 'completed';
		});
		return String(id);
	}

	describe('the SDK takes every answer of the sandbox', () => {
		test('create', async () => {
			const image = {
				url: `data:image/png;base64,${(await picture(832, 480)).toString('base64')}`,
			};
			const job = await stage.server.sdk.generate({
				...{ model: MODEL, prompt: 'a kite', duration: 4, size: '832x480', seed: 3 },
				...{ generateAudio: false, user: 'u', sessionId: 's', trace: { traceId: 't' } },
				frameImages: [{ type: 'image_url', imageUrl: image, frameType: 'first_frame' }],
				inputReferences: [
					{ type: 'image_url', imageUrl: image },
					{ type: 'video_url', videoUrl: { url: 'https://example.com/a.mp4' } },
					{ type: 'audio_url', audioUrl: { url: 'https://example.com/a.mp3' } },
				],
				provider: { options: { googleVertex: { parameters: { personGeneration: 'allow' } } } },
			});
			expect(job).toMatchObject({ id: expect.stringMatching(/^gen-vid-/), status: 'pending' });
		});

		test('create', async () => {
			const { sdk, sandbox } = stage.server;
			await expect(sdk.generate({ model: MODEL })).rejects.toMatchObject({
				name: 'BadRequestResponseError',
				message: expect.stringContaining('prompt'),
			});
			await expect(sdk.generate({ model: 'no/body', prompt: 'x' })).rejects.toMatchObject({
				name: 'NotFoundResponseError',
			});
			for (const [status, name] of Object.entries({
				...{ 401: 'UnauthorizedResponseError', 402: 'PaymentRequiredResponseError' },
				...{ 403: 'ForbiddenResponseError', 413: 'PayloadTooLargeResponseError' },
				...{ 429: 'TooManyRequestsResponseError', 500: 'InternalServerResponseError' },
			})) {
				const match = { method: 'POST', path: '/videos$' };
				const body = { error: { code: Number(status), message: 'No' } };
				await sandbox.fault({ match, fault: { status: Number(status), body } });
				const refused = sdk.generate({ model: MODEL, prompt: 'x' });
				await expect(refused).rejects.toMatchObject({ name, statusCode: Number(status) });
			}
		});

		test('edit', async () => {
			const previousJobId = await sdkFinished();
			const { sdk, sandbox } = stage.server;
			const job = await sdk.generate({ model: MODEL, prompt: 'in red', previousJobId });
			expect(job).toMatchObject({ status: 'pending' });
			expect((await sandbox.jobs()).map(({ prompt }) => prompt)).toEqual(['a kite', 'in red']);
		});

		test('retrieve', async () => {
			const id = await sdkFinished();
			expect(await stage.server.sdk.getGeneration(id)).toEqual({
				...{ id, status: 'completed', generationId: id, pollingUrl: expect.any(String) },
				...{ unsignedUrls: [expect.any(String)], usage: { cost: 0.5, isByok: false } },
			});
			await expect(stage.server.sdk.getGeneration('nobody')).rejects.toMatchObject({
				name: 'NotFoundResponseError',
			});
		});

		test('download', async () => {
			const { sdk, sandbox } = stage.server;
			const bytes = Buffer.from(await sdk.getVideoContent(await sdkFinished()));
			expect((await mp4Info(bytes)).codec).toMatch(/^avc1/);
			const { id } = await sdk.generate({ model: MODEL, prompt: 'a [sandbox:hang]' });
			await expect(sdk.getVideoContent(String(id))).rejects.toMatchObject({
				name: 'ConflictResponseError',
			});
			await sandbox.settings({ expiresAfterSeconds: 0 });
			await expect(sdk.getVideoContent(await sdkFinished())).rejects.toMatchObject({
				name: 'GoneResponseError',
			});
		});

		test('the list of models', async () => {
			const { data } = await stage.server.sdk.listVideosModels();
			expect(data.map(({ id }) => id)).toEqual([MODEL, 'alibaba/wan-2.6']);
			expect(data[0]).toMatchObject({ pricingSkus: expect.any(Object), creativity: null });
		});
	});

	describe('the SDK would send what the node sends', () => {
		const CREATE = { operation: 'create', prompt: 'a lake', model: byId(MODEL), returnWhat: 'job' };

		/** Runs the node and holds the body of its create against the SDK's schema, value by value. */
		async function expectAsSdk(parameters: IDataObject, items?: INodeExecutionData[]) {
			const { sandbox, sdk } = stage.server;
			await stage.item(parameters, items);
			const body = (await sandbox.requests(CREATES)).at(-1)!.body as IDataObject;
			expect(await sdk.written(inSdkNames(body) as IDataObject)).toEqual(body);
			for (const [field, name] of ENUMS) {
				if (body[field] !== undefined) expect(await sdk.values(name)).toContain(body[field]);
			}
			return body;
		}

		test.each(['720p 16:9', '1280x720', '9:16', '1080p'])('create', async (size) => {
			const modelSettings = { seed: 3, audio: true };
			await expectAsSdk({ ...CREATE, seconds: '4', size, modelSettings });
		});

		test('create', async () => {
			const extraBody = {
				...{ user: 'u', session_id: 's', creativity: 2, upscale_factor: 1.5 },
				provider: { options: { 'google-vertex': { parameters: { personGeneration: 'allow' } } } },
			};
			const body = await expectAsSdk({ ...CREATE, options: { extraBody } });
			expect(body).toMatchObject(extraBody);
		});

		test('create', async () => {
			const png = await binaryItem('data', await picture(832, 480), 'a.png', 'image/png');
			const parameters = { ...CREATE, size: '832x480', ...references({ firstFrame: fromField() }) };
			const body = await expectAsSdk(parameters, [png]);
			expect(body).toMatchObject({ frame_images: [{ frame_type: 'first_frame' }] });
		});

		// What the table can write, whether or not the node has a field for it.
		test('create', async () => {
			const { sdk } = stage.server;
			const url = (name: string) => ({ url: `https://example.com/${name}` });
			const inputs: CreateInputs = {
				...{ prompt: 'a lake', model: MODEL, callbackUrl: 'https://example.com/hook' },
				...{ firstFrame: url('first.png'), lastFrame: url('last.png') },
				referenceImages: [url('a.png'), url('b.png')],
				...{ referenceVideos: [url('a.mp4')], referenceAudio: [url('a.mp3')] },
			};
			const written = writeInputs(openrouter, inputs, 'json');
			const { fields } = written as WrittenBody;
			expect(await sdk.written(inSdkNames(fields) as IDataObject)).toEqual(fields);
			expect(fields.input_references).toHaveLength(4);
		});

		test.each(['edit', 'extend'])('%s', async (operation) => {
			const id = await sdkFinished();
			const seconds = operation === 'extend' ? { seconds: '4' } : {};
			const derived = { operation, video: byId(id), prompt: 'snow', ...seconds };
			const refused = await stage.run(derived);
			expect(refused.error?.message).toContain('OpenRouter needs a model');
			const body = await expectAsSdk({ ...derived, model: byId(MODEL), returnWhat: 'job' });
			expect(body).toMatchObject({ previous_job_id: id, model: MODEL });
			expect(await stage.server.sandbox.jobs()).toHaveLength(2);
		});

		test('a create without a model is refused unsent', async () => {
			const { error } = await stage.run({ operation: 'create', prompt: 'a lake' });
			expect(error?.message).toContain('OpenRouter needs a model');
			expect(await stage.server.sandbox.requests()).toEqual([]);
		});
	});

	describe('the node asks where the SDK asks', () => {
		/** The path and query of what was asked last. */
		async function asked() {
			const requests = await stage.server.sandbox.requests({ method: 'GET', host: 'api' });
			const { path, query } = requests.at(-1)!;
			return { path, query };
		}

		test('retrieve', async () => {
			const id = await sdkFinished();
			const bySdk = await asked();
			await stage.item({ operation: 'retrieve', video: byId(id) });
			expect(await asked()).toEqual(bySdk);
		});

		test('waitForCompletion', async () => {
			const id = await sdkFinished();
			const bySdk = await asked();
			await stage.item({ operation: 'waitForCompletion', video: byId(id), downloadFile: false });
			expect(await asked()).toEqual(bySdk);
		});

		test('download', async () => {
			const id = await sdkFinished();
			await stage.server.sdk.getVideoContent(id);
			const bySdk = await asked();
			await expectMp4(await stage.item({ operation: 'download', video: byId(id) }));
			// 0 is the server's default.
			expect(bySdk.query).toEqual({ index: '0' });
			expect(await asked()).toEqual({ ...bySdk, query: {} });
		});

		test('for the list of models', async () => {
			const { data } = await stage.server.sdk.listVideosModels();
			const bySdk = await asked();
			const listed = await listValues(stage.server, 'searchModels');
			expect([...listed].sort()).toEqual(data.map(({ id }) => id).sort());
			expect(await asked()).toEqual(bySdk);
		});
	});
});
