import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { binaryItem } from '../engine/support/binary.mts';
import { runEngine } from '../engine/support/engine.mts';
import { fromField, fromFileId, references } from '../engine/support/references.mts';
import { byId } from '../engine/support/stage.mts';
import { picture } from '../support/picture.mts';
import { hasLiteLlm, startEdenLiteLlm, type EdenLiteLlm } from './support/litellm.mts';
import { expectMp4, usePeer, type PeerStage } from './support/stage.mts';

// Eden AI has no client of its own. LiteLLM's is by others, so this is no contract: the describe has no mark.

const here = hasLiteLlm();
if (!here) process.stderr.write('LiteLLM is not installed (no Python, or no PyPI): skipped\n');

const MODEL = 'pruna/p-video';
const create = (model: string, more: IDataObject = {}): IDataObject => ({
	...{ operation: 'create', prompt: 'a lake', model: byId(model), seconds: '2', size: '832x480' },
	...more,
});

(here ? describe : describe.skip)("LiteLLM's client for Eden AI", () => {
	const stage: PeerStage<EdenLiteLlm> = usePeer(startEdenLiteLlm);
	let items: INodeExecutionData[];
	beforeAll(async () => {
		items = [await binaryItem('data', await picture(832, 480), 'a.png', 'image/png')];
	});
	beforeEach(async () => await stage.server.sandbox.reset());

	test('takes the answers of the sandbox', async () => {
		const item = await stage.item(create('eden'));
		expect(item.json).toMatchObject({ status: 'completed', seconds: 2 });
		await expectMp4(item);
		const video = byId(String(item.json.id));
		const { json } = await stage.item({ operation: 'retrieve', video });
		expect(json).toMatchObject({ usage: { provider_reported_cost_usd: 0.04 } });
		await stage.item({ operation: 'download', video });
	});

	test('learns why a job failed', async () => {
		const { error } = await stage.run(create('eden', { prompt: 'a [sandbox:fail]' }));
		expect(error?.message).toContain('Video generation failed');
	});

	/** The body of the one create that arrives, through LiteLLM or from the node itself. */
	async function arrived(isDirect: boolean, more: IDataObject): Promise<unknown> {
		const { sandbox } = stage.server;
		await sandbox.reset();
		const parameters = create(isDirect ? MODEL : 'eden', { returnWhat: 'job', ...more });
		const { error } = isDirect
			? await runEngine(sandbox, { parameters, items, credential: { server: 'edenai' } })
			: await stage.run(parameters, items);
		expect(error).toBeUndefined();
		const requests = await sandbox.requests({ method: 'POST' });
		expect(requests).toHaveLength(1);
		return requests[0].body;
	}

	test.each<[string, IDataObject]>([
		['a prompt', {}],
		['an image from a file', references({ firstFrame: fromField() })],
		['an image by file ID', references({ firstFrame: fromFileId('file-1') })],
		['a seed', { modelSettings: { seed: 7 } }],
	])('sends %s as the node does', async (_, more) => {
		const ours = await arrived(true, more);
		const { files, ...theirs } = (await arrived(false, more)) as { files?: IDataObject[] };
		// It gives a file a name of its own.
		const named = files?.map((file) => ({ ...file, filename: 'a.png' }));
		expect({ ...theirs, ...(named && { files: named }) }).toEqual(ours);
	});
});
