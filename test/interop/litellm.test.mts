import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { byId } from '../engine/support/stage.mts';
import { binaryItem } from '../engine/support/binary.mts';
import { searchList } from '../engine/support/lists.mts';
import { fromField, references } from '../engine/support/references.mts';
import { picture } from '../support/picture.mts';
import { renderClip } from './support/clip.mts';
import { hasLiteLlm, startLiteLlm, type LiteLlm } from './support/litellm.mts';
import { clipItem, expectMp4, usePeer, type PeerStage } from './support/stage.mts';

const here = hasLiteLlm();
if (!here) process.stderr.write('LiteLLM is not installed (no Python, or no PyPI): skipped\n');

const create = (model: string, more: IDataObject = {}): IDataObject => ({
	operation: 'create',
	prompt: 'a lake',
	model: byId(model),
	...more,
});

/** What an id of the proxy says when it is decoded. */
const decoded = (id: unknown) =>
	Buffer.from(String(id).replace(/^(video|character)_/, ''), 'base64').toString();

const ID = /^litellm:custom_llm_provider:(\w+);model_id:([^;]*);video_id:(video_\w+)/;

/** The provider's own id in one of the proxy's. */
const upstreamOf = (id: unknown) => ID.exec(decoded(id))?.[3];

(here ? describe : describe.skip)('LiteLLM', () => {
	const stage: PeerStage<LiteLlm> = usePeer(startLiteLlm);
	beforeEach(async () => {
		const { reference, byDefault, omni, cloud } = stage.server;
		await Promise.all(
			[reference, byDefault, omni, cloud].map(async (sandbox) => await sandbox.reset()),
		);
	});

	const jobOf = async (model: string) =>
		String((await stage.item(create(model, { returnWhat: 'job' }))).json.id);
	const finishedOf = async (model: string) => {
		const id = await jobOf(model);
		await stage.item({ operation: 'waitForCompletion', video: byId(id), downloadFile: false });
		return id;
	};

	describe('real: litellm', () => {
		test.each(['reference', 'omni', 'cloud'])('create', async (model) => {
			const seconds = model === 'omni' ? '2' : '4';
			const item = await stage.item(create(model, { seconds }));
			expect(item.json).toMatchObject({ status: 'completed', seconds: Number(seconds) });
			await expectMp4(item);
		});

		test('retrieve', async () => {
			const id = await jobOf('reference');
			const { json } = await stage.item({ operation: 'retrieve', video: byId(id) });
			expect(json).toMatchObject({ status: expect.stringMatching(/^(queued|in_progress)$/) });
		});

		test.each(['reference', 'omni', 'cloud'])('waitForCompletion', async (model) => {
			const video = byId(await jobOf(model));
			await expectMp4(await stage.item({ operation: 'waitForCompletion', video }));
		});

		test('download', async () => {
			const video = byId(await finishedOf('reference'));
			await expectMp4(await stage.item({ operation: 'download', video }));
		});

		// The proxy lists the videos of one provider, and wants to be told which.
		test.each([
			['omni', 'hosted_vllm'],
			['cloud', 'azure'],
		])('list', async (model, provider) => {
			const ids = [await jobOf(model), await jobOf(model), await jobOf(model)];
			const extraQuery = { parameters: [{ name: 'custom_llm_provider', value: provider }] };
			const { items, error } = await stage.run({
				operation: 'list',
				returnAll: true,
				options: { extraQuery },
			});
			expect(error).toBeUndefined();
			// The id of a create names the deployment too, that of a list does not.
			const listed = items.map(({ json }) => upstreamOf(json.id));
			expect(listed.sort()).toEqual(ids.map(upstreamOf).sort());
		});

		test('remix', async () => {
			const id = await finishedOf('cloud');
			const item = await stage.item({ operation: 'remix', video: byId(id), prompt: 'at night' });
			expect(decoded(id)).toContain(String(item.json.remixed_from_video_id));
			await expectMp4(item);
		});

		test('edit', async () => {
			const id = await finishedOf('reference');
			const edited = { operation: 'edit', prompt: 'snow', returnWhat: 'job' };
			const { json } = await stage.item({ ...edited, video: byId(id) });
			expect(json).toMatchObject({ status: 'queued' });
			// A file says nothing about where to go: the model does.
			const options = { extraBody: { model: 'reference' } };
			const clip = await clipItem(await renderClip());
			await stage.item({ ...edited, videoSource: 'binary', options }, [clip]);
			const sent = await stage.server.reference.requests({ path: /edits$/ });
			expect(sent.map(({ status }) => status)).toEqual([200, 200]);
		});

		test('extend', async () => {
			const id = await finishedOf('reference');
			const parameters = { operation: 'extend', video: byId(id), prompt: 'on', seconds: '4' };
			const { json } = await stage.item({ ...parameters, returnWhat: 'job' });
			expect(json).toMatchObject({ status: 'queued', seconds: 8 });
		});

		test('createCharacter', async () => {
			expect(decoded(await character())).toMatch(/;character_id:char_\w+$/);
		});

		test('retrieveCharacter', async () => {
			const id = await character();
			const parameters = { resource: 'character', operation: 'retrieve', characterId: id };
			expect((await stage.item(parameters)).json).toMatchObject({ id, name: 'Mossy' });
		});
	});

	async function character(): Promise<string> {
		const parameters = { resource: 'character', operation: 'create', characterName: 'Mossy' };
		const options = { extraBody: { target_model_names: 'reference' } };
		const clip = await clipItem(await renderClip());
		return String((await stage.item({ ...parameters, options }, [clip])).json.id);
	}

	describe('its ids', () => {
		test('name provider, model and the id behind it', async () => {
			const [, provider, model, upstream] = ID.exec(decoded(await jobOf('reference'))) ?? [];
			expect([provider, model]).toEqual(['openai', 'sora-2']);
			expect((await stage.server.reference.jobs()).map(({ id }) => id)).toEqual([upstream]);
		});

		// What a retrieve answers has an id without the model: with it the proxy no longer finds the model's own api_base.
		test('the id that was asked with is the one that later nodes get', async () => {
			const id = await jobOf('reference');
			const video = byId(id);
			const got = await stage.item({ operation: 'retrieve', video });
			expect(got.json.id).toBe(id);
			const waited = await stage.item({ operation: 'waitForCompletion', video });
			expect(waited.json.id).toBe(id);
		});

		test('a finished video can be downloaded by the id in its item', async () => {
			const { json } = await stage.item(create('reference', { returnWhat: 'video' }));
			await expectMp4(await stage.item({ operation: 'download', video: byId(String(json.id)) }));
		});
	});

	describe('its creates', () => {
		test('hand a reference image on, and fields that the proxy does not know', async () => {
			const bytes = await picture(720, 1280);
			const image: INodeExecutionData = await binaryItem('data', bytes, 'a.png', 'image/png');
			const reference = { ...references({ firstFrame: fromField() }), size: '720x1280' };
			await stage.item(
				create('reference', {
					...reference,
					returnWhat: 'job',
					options: { extraBody: { seed: 5 } },
				}),
				[image],
			);
			const [{ body }] = await stage.server.reference.requests({ method: 'POST' });
			expect(body).toMatchObject({
				fields: { model: 'sora-2', seed: '5' },
				files: [{ field: 'input_reference', mimeType: 'image/png', bytes: bytes.length }],
			});
		});

		test('go to vLLM-Omni with its own fields', async () => {
			const extraBody = { negative_prompt: 'text', num_inference_steps: 20 };
			await stage.item(create('omni', { returnWhat: 'job', options: { extraBody } }));
			const [{ body }] = await stage.server.omni.requests({ method: 'POST' });
			expect(body).toMatchObject({
				fields: { prompt: 'a lake', negative_prompt: 'text', num_inference_steps: '20' },
			});
		});

		test.each(['json', 'multipart'])('are taken as %s', async (bodyFormat) => {
			await stage.item(
				create('reference', { returnWhat: 'job', seconds: '8', options: { bodyFormat } }),
			);
			expect((await stage.server.reference.jobs())[0]).toMatchObject({ seconds: '8' });
		});
	});

	test('its models are listed with their prices', async () => {
		const credential = { server: 'litellm' };
		const { results } = await searchList(stage.server, 'searchModels', { credential });
		expect(results.map(({ name }) => name).sort()).toEqual([
			'cloud ($0.30/s)',
			'omni',
			'reference ($0.10/s)',
		]);
	});

	describe('its errors', () => {
		const told = async (parameters: IDataObject, credential = {}) => {
			const { error } = await stage.run(parameters, undefined, {
				credential: { server: 'litellm', ...credential },
			});
			return `${error?.message} ${error?.description}`;
		};

		test('an unknown model', async () => {
			expect(await told(create('nobody'))).toContain('Invalid model name passed in model=nobody');
		});

		test('what the server behind it refuses is told in its words', async () => {
			expect(await told(create('reference', { seconds: '5' }))).toContain("Invalid value: '5'");
		});

		test('a wrong key, without a database', async () => {
			expect(await told(create('reference'), { apiKey: 'sk-wrong' })).toContain('No connected db');
		});

		// It answers 200 and video/mp4, with an error inside.
		test('a download before the end', async () => {
			await stage.server.reference.settings({ renderSeconds: 60 });
			const video = byId(await jobOf('reference'));
			expect(await told({ operation: 'download', video })).toContain('is not finished yet');
		});

		test('an unknown id that names its model', async () => {
			const id = `litellm:custom_llm_provider:openai;model_id:sora-2;video_id:video_nobody`;
			const video = byId(`video_${Buffer.from(id).toString('base64')}`);
			expect(await told({ operation: 'retrieve', video })).toContain(video.value);
		});

		test('delete is refused unsent, with what to use instead', async () => {
			const video = byId(await jobOf('reference'));
			expect(await told({ operation: 'delete', video })).toMatch(/LiteLLM/);
			expect(await stage.server.reference.jobs()).toHaveLength(1);
		});

		test('a list without its provider', async () => {
			expect(await told({ operation: 'list' })).toContain('LLM Provider NOT provided');
		});
	});
});
