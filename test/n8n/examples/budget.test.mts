import { errorText, itemsOf } from '../../../host/execution.mts';
import { exampleFor, nodeOf, served } from '../support/example.mts';
import { sha256 } from '../support/receiver.mts';
import { useUploads } from '../support/uploads.mts';

jest.setTimeout(400_000);

interface Assignment {
	name: string;
	value: unknown;
}

describe('keep-a-budget.json', () => {
	const stage = useUploads();

	/** Runs it with another budget. */
	async function runWith(budget: number) {
		const { session, credential, receiver } = stage;
		const workflow = await exampleFor(credential, 'keep-a-budget.json', receiver.url);
		const parameters = nodeOf(workflow, 'Your videos and budget').parameters as {
			assignments: { assignments: Assignment[] };
		};
		parameters.assignments.assignments.find(({ name }) => name === 'budget')!.value = budget;
		// n8n takes an id once.
		workflow.id = `videoBudget${budget}`.replace('.', '_');
		return await session.runToEnd(workflow, 'When clicking Execute workflow');
	}

	it('makes and uploads the videos within the budget, and adds up what they have cost', async () => {
		const { sandbox, receiver } = stage;
		const job = { method: 'GET', path: '/videos/[^/]+$' };
		const said = { usage: { cost: 1.7 } };
		await sandbox.fault({ match: job, times: null, fault: { merge: said } });
		const execution = await runWith(6.4);
		expect(errorText(execution)).toBe('');
		expect(itemsOf(execution, 'What they have cost').map(({ json }) => json)).toEqual([
			{ spent: 5.1, videos_made: 3, videos_without_cost: 0, expected: 6.4 },
		]);
		const jobs = await sandbox.jobs();
		expect(jobs.map(({ seconds }) => seconds).sort()).toEqual(['4', '4', '8']);
		const files = await Promise.all(jobs.map(async ({ id }) => sha256(await served(sandbox, id))));
		expect(receiver.uploads.map(({ body }) => sha256(body)).sort()).toEqual(files.sort());
	});

	it('counts a job once that has made several videos', async () => {
		const workflow = await exampleFor(stage.credential, 'keep-a-budget.json');
		const made = { id: 'video_1', status: 'completed', cost: 1.5 };
		const files = [made, { ...made, index: 1 }, { ...made, id: 'video_2', cost: 0.25 }];
		workflow.id = 'videoBudgetSeveral';
		workflow.nodes = workflow.nodes.filter(({ name }) => name !== 'Replace me: upload');
		const { main } = workflow.connections['Make the videos'] as { main: object[][] };
		main[0].shift();
		workflow.pinData = { 'Make the videos': files.map((json) => ({ json })) };
		const execution = await stage.session.runToEnd(workflow, 'When clicking Execute workflow');
		const [{ json }] = itemsOf(execution, 'What they have cost');
		expect(json).toMatchObject({ spent: 1.75, videos_without_cost: 0 });
	});

	it('says how many videos have no cost', async () => {
		const execution = await runWith(100);
		expect(itemsOf(execution, 'What they have cost').map(({ json }) => json)).toEqual([
			{ spent: 0, videos_made: 3, videos_without_cost: 3, expected: 6.4 },
		]);
	});

	it('stops before anything is created if the videos would cost more', async () => {
		const execution = await runWith(6.39);
		expect(execution.status).toBe('error');
		expect(errorText(execution)).toBe(
			'16 seconds at $0.4 would cost $6.4. The budget is $6.39. Nothing was created.',
		);
		expect(await stage.sandbox.requests({ method: 'POST' })).toEqual([]);
		expect(stage.receiver.uploads).toEqual([]);
	});
});
