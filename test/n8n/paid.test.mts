import { errorText, type Execution } from '../../host/execution.mts';
import { openStage, type Stage } from './support/stage.mts';
import { start, videoWorkflow } from './support/workflow.mts';

jest.setTimeout(400_000);

describe('On Error: Stop loses no video that is paid for', () => {
	let stage: Stage;
	beforeAll(async () => (stage = await openStage()));
	afterAll(async () => await stage?.close());
	beforeEach(async () => await stage.sandbox.reset());

	async function run(
		prompts: string[],
		parameters: Record<string, unknown> = {},
	): Promise<Execution> {
		const { session, credential } = stage;
		const items = prompts.map((prompt) => ({ prompt }));
		return await session.runToEnd(videoWorkflow({ credential, items, parameters }), start);
	}

	/** Every id that the sandbox has given must be among what the user can read. */
	async function expectAllNamed(execution: Execution, count: number) {
		const jobs = await stage.sandbox.jobs();
		expect(jobs).toHaveLength(count);
		for (const { id } of jobs) expect(errorText(execution)).toContain(id);
	}

	/** A field that this server refuses, for the items without a prompt. */
	const refusedWithoutPrompt = {
		prompt: 'A lighthouse in the fog',
		options: { extraBody: '={{ $json.prompt ? "{}" : \'{"seconds":"5"}\' }}' },
	};

	it.each([[0], [1], [2]])('when item %i is refused, the others are named', async (bad) => {
		const prompts = ['One', 'Two', 'Three'];
		prompts[bad] = '';
		const execution = await run(prompts, refusedWithoutPrompt);
		expect(execution.status).toBe('error');
		await expectAllNamed(execution, 2);
	});

	it('when the others are answered only after the refusal, they are named as well', async () => {
		const late = { answerDelayMs: 1000 };
		await stage.sandbox.fault({
			match: { method: 'POST', path: '/videos$' },
			skip: 1,
			times: null,
			fault: late,
		});
		const execution = await run(['', 'Two', 'Three'], refusedWithoutPrompt);
		expect(execution.status).toBe('error');
		await expectAllNamed(execution, 2);
	});

	it('when one video fails, it and the others are named', async () => {
		const execution = await run(['One', 'Two [sandbox:fail]', 'Three']);
		expect(execution.status).toBe('error');
		await expectAllNamed(execution, 3);
	});

	it('when the wait is over, the video is named with the operation that goes on', async () => {
		const execution = await run(['One [sandbox:hang]'], {
			options: { pollInterval: 0.2, timeout: 0.02 },
		});
		expect(execution.status).toBe('error');
		await expectAllNamed(execution, 1);
		expect(errorText(execution)).toContain('Wait for Completion');
	});

	it('when the file cannot be had, the video is named with the operation that goes on', async () => {
		await stage.sandbox.fault({
			match: { path: '/content$' },
			times: null,
			fault: { status: 403, body: { error: { message: 'The storage is closed' } } },
		});
		const execution = await run(['One', 'Two']);
		expect(execution.status).toBe('error');
		await expectAllNamed(execution, 2);
		expect(errorText(execution)).toMatch(/Download|Wait for Completion/);
		expect(errorText(execution)).toContain('The storage is closed');
	});
});
