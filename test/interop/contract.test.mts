import { byId } from '../engine/support/stage.mts';
import { fromUrl, references } from '../engine/support/references.mts';
import { picture } from '../support/picture.mts';
import { renderClip } from './support/clip.mts';
import { hasSpecs } from './support/openapi.mts';
import { startPrism, type Prism } from './support/prism.mts';
import { clipItem, usePeer, type PeerStage } from './support/stage.mts';

// Prism stands between the node and the sandbox, and checks both against OpenAI's published document. Files do not pass it unharmed.
(hasSpecs() ? describe : describe.skip)('contract: openai', () => {
	const stage: PeerStage<Prism> = usePeer(startPrism);
	beforeEach(async () => await stage.server.sandbox.reset());

	const CREATE = {
		...{ operation: 'create', prompt: 'a lake', model: byId('sora-2'), returnWhat: 'video' },
		...{ seconds: '4', size: '720x1280' },
	};
	const started = async () => String((await stage.item({ ...CREATE, returnWhat: 'job' })).json.id);
	const finished = async () => String((await stage.item(CREATE)).json.id);
	const clip = async () => await clipItem(await renderClip());

	test.each(['json', 'multipart'])('create', async (bodyFormat) => {
		const url = `data:image/png;base64,${(await picture(720, 1280)).toString('base64')}`;
		for (const image of [{}, references({ firstFrame: fromUrl(url) })]) {
			const { json } = await stage.item({ ...CREATE, ...image, options: { bodyFormat } });
			expect(json).toMatchObject({ status: 'completed' });
		}
	});

	test('retrieve', async () => {
		const id = await started();
		const { json } = await stage.item({ operation: 'retrieve', video: byId(id) });
		expect(json).toMatchObject({ id });
	});

	test('waitForCompletion', async () => {
		const video = byId(await started());
		const wait = { operation: 'waitForCompletion', video, downloadFile: false };
		expect((await stage.item(wait)).json).toMatchObject({ status: 'completed' });
	});

	test('list', async () => {
		const id = await finished();
		expect((await stage.item({ operation: 'list', returnAll: true })).json.id).toBe(id);
	});

	test('delete', async () => {
		const id = await finished();
		const { json } = await stage.item({ operation: 'delete', video: byId(id) });
		expect(json).toEqual({ id, deleted: true });
	});

	test('remix', async () => {
		const remix = { operation: 'remix', video: byId(await finished()), prompt: 'at night' };
		const { json } = await stage.item({ ...remix, returnWhat: 'job' });
		expect(json).toMatchObject({ status: 'queued' });
	});

	const DERIVE = { prompt: 'snow', seconds: '4', returnWhat: 'job' };
	test.each(['edit', 'extend'])('%s', async (operation) => {
		const ofServer = { ...DERIVE, operation, video: byId(await finished()) };
		expect((await stage.item(ofServer)).json).toMatchObject({ status: 'queued' });
		const ofFile = { ...DERIVE, operation, videoSource: 'binary' };
		expect((await stage.item(ofFile, [await clip()])).json).toMatchObject({ status: 'queued' });
	});

	const character = async () => {
		const create = { resource: 'character', operation: 'create', characterName: 'Mossy' };
		return String((await stage.item(create, [await clip()])).json.id);
	};

	test('createCharacter', async () => {
		expect(await character()).toMatch(/^char_/);
	});

	test('retrieveCharacter', async () => {
		const characterId = await character();
		const retrieve = { resource: 'character', operation: 'retrieve', characterId };
		expect((await stage.item(retrieve)).json).toMatchObject({ id: characterId, name: 'Mossy' });
	});

	// The proof that the proxy checks at all.
	test('a request that breaks the contract is refused by the proxy', async () => {
		const { error } = await stage.run({ ...CREATE, seconds: '7', options: { bodyFormat: 'json' } });
		expect(error?.message).toContain('HTTP 422');
		expect(await stage.server.sandbox.requests()).toEqual([]);
	});
});
