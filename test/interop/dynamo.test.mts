import type { IDataObject } from 'n8n-workflow';
import { binaryItem } from '../engine/support/binary.mts';
import { fromField, fromUrl, references } from '../engine/support/references.mts';
import { fileOf } from '../engine/support/engine.mts';
import { byId } from '../engine/support/stage.mts';
import { picture } from '../support/picture.mts';
import { renderClip } from './support/clip.mts';
import { hasDynamo, MODELS, startDynamo, type Dynamo } from './support/dynamo.mts';
import { listValues } from './support/lists.mts';
import { expectMp4, usePeer, type PeerStage } from './support/stage.mts';

const here = hasDynamo();
if (!here) {
	process.stderr.write('NVIDIA Dynamo is not installed (no Python, PyPI or Linux): skipped\n');
}

const create = (more: IDataObject = {}): IDataObject => ({
	operation: 'create',
	prompt: 'a lake',
	model: byId(MODELS.wan),
	...more,
});

const byUrl = { extraBody: { response_format: 'url' } };

(here ? describe : describe.skip)('NVIDIA Dynamo', () => {
	const stage: PeerStage<Dynamo> = usePeer(startDynamo);
	beforeEach(() => {
		stage.server.host.requests.length = 0;
	});

	describe('real: dynamo', () => {
		test('create', async () => {
			const item = await stage.item(create());
			expect(item.json).toMatchObject({ status: 'completed', progress: 100, model: MODELS.wan });
			expect(await expectMp4(item)).toEqual(await renderClip());
			// The node asks for the file in the answer.
			expect(stage.server.host.requests).toEqual([]);
		});
	});

	describe('its creates', () => {
		test('may want the file at an address', async () => {
			const item = await stage.item(create({ options: byUrl }));
			expect(await expectMp4(item)).toEqual(await renderClip());
			const [{ url, headers }] = stage.server.host.requests;
			expect(url).toBe(`/media/videos/${String(item.json.id)}.mp4`);
			// The file's host is another one: the key must not reach it.
			expect(headers).not.toHaveProperty('authorization');
		});

		test('reach the engine with length, size and all options', async () => {
			const modelSettings = {
				...{ negativePrompt: 'text', seed: 7, framesPerSecond: 16, steps: 20, guidance: 4.5 },
			};
			await stage.item(create({ seconds: '2', size: '1280x720', modelSettings }));
			expect(stage.server.last().renders).toEqual({
				...{ prompt: 'a lake', width: 1280, height: 720, num_frames: 32 },
				...{ negative_prompt: 'text', seed: 7, num_inference_steps: 20, guidance_scale: 4.5 },
			});
			await stage.item(create({ modelSettings: { frames: 33 } }));
			expect(stage.server.last().renders).toMatchObject({ num_frames: 33 });
		});

		test('leave what is not filled in to the server', async () => {
			await stage.item(create());
			expect(stage.server.last().got).toEqual({
				...{ prompt: 'a lake', model: MODELS.wan, response_format: 'b64_json' },
			});
			const defaults = { width: 832, height: 480, num_frames: 81, num_inference_steps: 50 };
			expect(stage.server.last().renders).toMatchObject(defaults);
		});

		test('carry a reference image, as an address or in the body', async () => {
			const url = 'https://example.com/a.png';
			await stage.item(create(references({ firstFrame: fromUrl(url) })));
			expect(stage.server.last().got).toMatchObject({ input_reference: url });
			const bytes = await picture(832, 480);
			await stage.item(create(references({ firstFrame: fromField() })), [
				await binaryItem('data', bytes, 'a.png', 'image/png'),
			]);
			const sent = `data:image/png;base64,${bytes.toString('base64')}`;
			expect(stage.server.last().got).toMatchObject({ input_reference: sent });
		});

		test('may have fields that the node does not know', async () => {
			const extraBody = { nvext: { boundary_ratio: 0.5 }, audio: true };
			await stage.item(create({ options: { extraBody } }));
			expect(stage.server.last().got).toMatchObject({
				nvext: { boundary_ratio: 0.5 },
				// Where the frontend puts what it does not know itself.
				extra_args: { media_passthrough: { audio: true } },
			});
		});

		test('may take longer than the request timeout', async () => {
			const item = await stage.item(
				create({ prompt: 'a slow lake', options: { requestTimeout: 1 } }),
			);
			expect(item.json).toMatchObject({ status: 'completed' });
		});

		test('of many items each give their own file', async () => {
			const items = ['a', 'b', 'c'].map((prompt) => ({ json: { prompt } }));
			const output = await stage.run(create({ prompt: '={{ $json.prompt }}' }), items);
			expect(output.error).toBeUndefined();
			expect(new Set(output.items.map(({ json }) => json.id)).size).toBe(3);
			const clip = await renderClip();
			for (const item of output.items) expect(await fileOf(item)).toEqual(clip);
		});

		test('of a model from the list, which is that of the server', async () => {
			expect(await listValues(stage.server, 'searchModels')).toEqual(
				expect.arrayContaining([MODELS.wan, MODELS.unpublished]),
			);
		});
	});

	describe('a credential for another server', () => {
		const credential = { server: 'openai' };

		test('finds the file all the same', async () => {
			const output = await stage.run(create(), undefined, { credential });
			expect(output.error).toBeUndefined();
			expect(await expectMp4(output.items[0])).toEqual(await renderClip());
		});

		test('is told what to change when the length is refused', async () => {
			const parameters = create({ seconds: '4' });
			const { error } = await stage.run(parameters, undefined, { credential });
			expect(error?.message).toContain('invalid type: string "4", expected i32');
			expect(error?.description).toMatch(/Seconds as Number.*change Server in the credential/s);
			const options = { secondsAsNumber: true };
			const output = await stage.run({ ...parameters, options }, undefined, { credential });
			expect(output.items[0].json).toMatchObject({ status: 'completed' });
		});

		test.each([
			['list', /does not offer a list/],
			['retrieve', /The video x was not found.*Route not found: GET \/v1\/videos\/x/s],
			['remix', /The video x was not found.*Route not found: POST \/v1\/videos\/x\/remix/s],
		])('is told that there is no %s', async (operation, words) => {
			const parameters = { operation, video: byId('x'), prompt: 'x' };
			const { error } = await stage.run(parameters, undefined, { credential });
			expect(error?.message).toMatch(words);
		});
	});

	describe('its errors', () => {
		const told = async (parameters: IDataObject) => {
			const { error } = await stage.run(parameters);
			return `${error?.message} ${error?.description}`;
		};

		test('an unknown model, and none', async () => {
			expect(await told(create({ model: byId('nobody') }))).toContain('Model not found');
			expect(await told(create({ model: byId('') }))).toContain('NVIDIA Dynamo needs a model');
		});

		test('a field that it cannot read', async () => {
			const extraBody = { response_format: 'gif' };
			expect(await told(create({ options: { extraBody } }))).toContain(
				'unknown variant `gif`, expected `url` or `b64_json`',
			);
		});

		// It answers 200 with a failed video.
		test('what the engine says is told with the video', async () => {
			expect(await told(create({ prompt: 'out of memory' }))).toMatch(
				/^The video \S+ failed: CUDA out of memory/,
			);
			const words = await told(create({ size: '8000x8000' }));
			expect(words).toContain('width 8000 exceeds max_width');
			expect(words).not.toContain('safety filter');
		});

		test('a failed video can be an item', async () => {
			const options = { onFailure: 'return' };
			const { json } = await stage.item(create({ prompt: 'out of memory', options }));
			expect(json).toMatchObject({ status: 'failed', error: { message: 'CUDA out of memory' } });
		});

		// Without a public address the server names a file of its own machine.
		test('a file that cannot be fetched is told with the video', async () => {
			const model = byId(MODELS.unpublished);
			const words = await told(create({ model, options: byUrl }));
			expect(words).toMatch(
				/^The video \S+ is finished, but its file.*that the server gives, file:/,
			);
			expect(words).not.toMatch(/"(Download|Get Many|Wait for Completion)"/);
			await expectMp4(await stage.item(create({ model })));
		});

		test('a render that takes longer than the option Timeout', async () => {
			const words = await told(create({ prompt: 'a slow lake', options: { timeout: 0.03 } }));
			expect(words).toContain('no response within the timeout');
		});

		test('an engine that crashes: the create is sent once', async () => {
			const before = stage.server.creates();
			const { error } = await stage.run(
				create({ model: byId(MODELS.doomed), prompt: 'crash' }),
				undefined,
				{ settings: { retryOnFail: true, maxTries: 3, waitBetweenTries: 0 } },
			);
			expect(error?.message).toMatch(/not known whether.*Service temporarily unavailable/s);
			expect(stage.server.creates()).toBe(before + 1);
		});

		test.each(['retrieve', 'list', 'delete', 'remix', 'edit', 'extend', 'download'])(
			'%s, which it lacks, is refused by name',
			async (operation) => {
				const parameters = { operation, video: byId('x'), prompt: 'x', seconds: '4' };
				expect(await told(parameters)).toMatch(/^NVIDIA Dynamo does not offer/);
			},
		);
	});
});
