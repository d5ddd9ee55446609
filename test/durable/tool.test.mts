import { itemsOf } from '../../host/execution.mts';
import { fromUrl, references } from '../engine/support/references.mts';
import { apiOf } from '../support/api.mts';
import { picture } from '../support/picture.mts';
import { openStage, type Stage } from '../n8n/support/stage.mts';
import { start } from '../n8n/support/workflow.mts';
import { childrenOf } from './support/executions.mts';
import { callTool } from './support/mcpClient.mts';
import { startModel, type Model } from './support/model.mts';
import { agentWorkflow, mcpWorkflow, TOOL } from './support/toolWorkflow.mts';

jest.setTimeout(400_000);

describe('the node as a tool', () => {
	let stage: Stage;
	beforeAll(async () => (stage = await openStage()));
	afterAll(async () => await stage?.close());

	async function save(model: Model) {
		const data = { apiKey: 'sk-model', url: model.baseUrl };
		const openAi = { name: 'Model', type: 'openAiApi', data };
		return { ...openAi, id: await stage.session.createCredential(openAi) };
	}

	it('of an AI agent suspends, and answers the model when the video is finished', async () => {
		const { session, credential, sandbox } = stage;
		await sandbox.settings({ renderSeconds: 10 });
		const id = await apiOf(sandbox).create();
		const model = await startModel({ tool: TOOL, args: { video_id: id } }, 'It is ready.');
		try {
			const workflowId = await session.createWorkflow(
				agentWorkflow(credential, await save(model), 'Is my video ready?'),
			);
			const executionId = await session.run(workflowId, start);
			const execution = await session.finished(executionId, 150_000);
			expect(execution.error).toBeUndefined();
			expect(itemsOf(execution, 'Agent')[0].json).toMatchObject({ output: 'It is ready.' });
			const told = JSON.stringify(model.requests().at(-1));
			expect(told).toContain(id);
			expect(told).toContain('completed');
			expect(await childrenOf(session, workflowId)).toHaveLength(1);
			expect(await sandbox.requests({ path: new RegExp(`/${id}$`) })).toHaveLength(2);
		} finally {
			await model.stop();
		}
	});

	it('of an AI agent that is tried again, creates no second video', async () => {
		const { session, credential, sandbox } = stage;
		await sandbox.reset();
		const image = `data:image/png;base64,${(await picture(720, 1280)).toString('base64')}`;
		const args = { prompt: 'A lake', image };
		const model = await startModel({ tool: TOOL, args }, 'It is under way.');
		const tool = {
			parameters: {
				operation: 'create',
				prompt: "={{ $fromAI('prompt', 'What to show', 'string') }}",
				returnWhat: 'job',
				...references({
					firstFrame: fromUrl("={{ $fromAI('image', 'URL of the first frame', 'string') }}"),
				}),
			},
			settings: { retryOnFail: true, maxTries: 3, waitBetweenTries: 100 },
		};
		await sandbox.fault({ match: { method: 'POST' }, fault: { drop: 'after' } });
		try {
			const workflow = agentWorkflow(credential, await save(model), 'Make a video', tool);
			await session.runToEnd(workflow, start);
			expect(JSON.stringify(model.requests().at(-1))).toContain('It is not known whether');
			const posts = await sandbox.requests({ method: 'POST' });
			expect(posts).toMatchObject([{ body: { input_reference: { image_url: image } } }]);
		} finally {
			await model.stop();
		}
	});

	it("of n8n's MCP server suspends in memory, and answers", async () => {
		const { session, credential, sandbox, server } = stage;
		await sandbox.settings({ renderSeconds: 3 });
		const workflowId = await session.createWorkflow(mcpWorkflow(credential, 'videos'));
		await session.publishAndWait(workflowId);
		const id = await apiOf(sandbox).create();
		const told = await callTool(`${server.url}/mcp/videos`, TOOL, { video_id: id });
		expect(told).toContain(id);
		expect(told).toContain('completed');
	});
});
