import { itemsOf } from '../../host/execution.mts';
import { until } from '../support/until.mts';
import { openStage, type Stage } from './support/stage.mts';
import { builtIn, start, video, videoWorkflow } from './support/workflow.mts';

jest.setTimeout(400_000);

const TRIGGER = 'Error Trigger';
const SEEN = 'What an Expression Reads';

describe('an error workflow', () => {
	let stage: Stage;
	beforeAll(async () => (stage = await openStage()));
	afterAll(async () => await stage?.close());

	/** A workflow that is started by an error of another one. */
	async function createErrorWorkflow(): Promise<string> {
		const assignment = (name: string) => ({
			...{ id: name, name, type: 'string' },
			value: `={{ $json.execution.error.context.${name} }}`,
		});
		const id = await stage.session.createWorkflow({
			name: 'On Errors',
			nodes: [
				builtIn(TRIGGER, 'errorTrigger', 1, {}),
				builtIn(SEEN, 'set', 3.4, {
					assignments: { assignments: [assignment('videoId'), assignment('kind')] },
					options: {},
				}),
			],
			connections: { [TRIGGER]: { main: [[{ node: SEEN, type: 'main', index: 0 }]] } },
			settings: { executionOrder: 'v1' },
		});
		await stage.session.publish(id);
		return id;
	}

	it('gets the ID of the video, and the kind of the error, in fields of their own', async () => {
		const { session, sandbox, credential } = stage;
		const errorWorkflow = await createErrorWorkflow();
		const workflow = videoWorkflow({
			credential,
			items: [],
			parameters: { prompt: 'A lighthouse [sandbox:fail]' },
		});
		const path = 'a-video-that-fails';
		const trigger = builtIn(start, 'webhook', 2.1, { path, httpMethod: 'POST' });
		workflow.nodes[0] = { ...trigger, webhookId: path };
		const settings = { ...(workflow.settings as object), errorWorkflow };
		const id = await session.createWorkflow({ ...workflow, settings, pinData: {} });
		await session.publish(id);
		await session.callWebhook(path, {});

		const ids = await until(
			'the run of the error workflow',
			async () => {
				const all = await session.executionsOf(errorWorkflow);
				return all.length > 0 && all;
			},
			60_000,
		);
		const execution = await session.finished(ids[0]);
		const [job] = await sandbox.jobs();
		expect(itemsOf(execution, SEEN)[0].json).toEqual({ videoId: job.id, kind: 'jobFailed' });
		expect(itemsOf(execution, TRIGGER)[0].json).toMatchObject({
			execution: { lastNodeExecuted: video, error: { context: { videoId: job.id } } },
		});
	});
});
