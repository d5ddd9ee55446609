import { byId } from '../engine/support/stage.mts';
import { startPrism, type Prism } from './support/prism.mts';
import { usePeer, type PeerStage } from './support/stage.mts';

describe("contract: OpenAI's published one", () => {
	const stage: PeerStage<Prism> = usePeer(startPrism);
	beforeEach(async () => await stage.server.sandbox.reset());

	const CREATE = {
		...{ operation: 'create', prompt: 'a lake', model: byId('sora-2'), returnWhat: 'video' },
		...{ seconds: '4', size: '720x1280' },
	};
	const finished = async () => String((await stage.item(CREATE)).json.id);

	test.each(['json', 'multipart'])('create as %s, and retrieve', async (bodyFormat) => {
		const { json } = await stage.item({ ...CREATE, options: { bodyFormat } });
		expect(json).toMatchObject({ status: 'completed' });
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

	test.each(['edit', 'extend'])('%s by id', async (operation) => {
		const video = byId(await finished());
		const parameters = { operation, video, prompt: 'snow', seconds: '4', returnWhat: 'job' };
		expect((await stage.item(parameters)).json).toMatchObject({ status: 'queued' });
	});

	// The proof that the proxy checks at all.
	test('a request that breaks the contract is refused by the proxy', async () => {
		const { error } = await stage.run({ ...CREATE, seconds: '7', options: { bodyFormat: 'json' } });
		expect(error?.message).toContain('HTTP 422');
		expect(await stage.server.sandbox.requests()).toEqual([]);
	});
});
