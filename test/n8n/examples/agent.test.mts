import { startModel } from '../../durable/support/model.mts';
import { change, exampleFor, nodeOf, served } from '../support/example.mts';
import { sha256 } from '../support/receiver.mts';
import { openStage, type Stage } from '../support/stage.mts';

jest.setTimeout(400_000);

/** What a tool has told the model of one video. */
function videoIn(told: string): Record<string, unknown> {
	return (JSON.parse(told) as Array<Record<string, unknown>>)[0];
}

describe('ai-agent.json', () => {
	let stage: Stage;
	beforeAll(async () => (stage = await openStage()));
	afterAll(async () => await stage?.close());

	it('makes a video, waits for it, and gives the user a link to the mp4', async () => {
		const { session, sandbox, credential } = stage;
		const told: Array<Record<string, unknown>> = [];
		const model = await startModel(
			{ tool: 'Make_a_video', args: { prompt: 'A lake at dawn' } },
			(text) => {
				told.push(videoIn(text));
				return { tool: 'Wait_for_the_video', args: { video_id: told[0].id } };
			},
			(text) => {
				told.push(videoIn(text));
				return `Here it is: ${String(told[1].file_url)}`;
			},
		);
		try {
			const workflow = await exampleFor(credential, 'ai-agent.json');
			const data = { apiKey: 'sk-model', url: model.baseUrl };
			const openAi = { name: 'Model', type: 'openAiApi', data };
			const modelId = await session.createCredential(openAi);
			nodeOf(workflow, 'Chat model').credentials = { openAiApi: { id: modelId, name: 'Model' } };
			change(workflow, 'When chat message received', { public: true });
			const chat = `${String(nodeOf(workflow, 'When chat message received').webhookId)}/chat`;
			await session.publish(await session.createWorkflow(workflow));

			const message = {
				action: 'sendMessage',
				sessionId: 'test',
				chatInput: 'Make a video of a lake',
			};
			const answer = await session.callWebhook(chat, message);
			const { output } = (await answer.json()) as { output: string };

			const [job, ...others] = await sandbox.jobs();
			expect(others).toEqual([]);
			expect(job.prompt).toBe('A lake at dawn');
			expect(told[0]).toMatchObject({ id: job.id, prompt: 'A lake at dawn' });
			expect(told[0].status).not.toBe('completed');
			expect(told[1]).toMatchObject({
				id: job.id,
				status: 'completed',
				file: { name: `${job.id}.mp4`, mimeType: 'video/mp4' },
			});
			// A plain browser, nobody is signed in.
			const link = output.replace('Here it is: ', '');
			const file = await fetch(link);
			expect(file.headers.get('content-type')).toBe('video/mp4');
			const bytes = Buffer.from(await file.arrayBuffer());
			expect((told[1].file as { bytes: number }).bytes).toBe(bytes.length);
			expect(sha256(bytes)).toBe(sha256(await served(sandbox, job.id)));
			expect((await fetch(`${link}x`)).status).toBe(400);
		} finally {
			await model.stop();
		}
	});
});
