import { itemsOf, type Item } from '../../host/execution.mts';
import { openStage, type Stage } from './support/stage.mts';
import { builtIn, start, video, videoWorkflow } from './support/workflow.mts';

jest.setTimeout(400_000);

/** Takes a field of the trigger's item: works only where the items are paired. */
const namesAfter = (node: string) =>
	builtIn(node, 'set', 3.4, {
		assignments: {
			assignments: [
				{ id: 'a', name: 'scene', type: 'string', value: `={{ $('${start}').item.json.scene }}` },
			],
		},
		includeOtherFields: true,
		options: {},
	});

const scenesOf = (items: Item[]) => items.map((item) => item.json.scene);

describe('On Error: Continue', () => {
	let stage: Stage;
	beforeAll(async () => (stage = await openStage()));
	afterAll(async () => await stage?.close());
	beforeEach(async () => await stage.sandbox.reset());

	const items = [
		{ scene: 'first', prompt: 'A lighthouse in the fog' },
		{ scene: 'second', prompt: 'A lighthouse in the fog [sandbox:fail]' },
		{ scene: 'third', prompt: 'A lighthouse in the fog' },
	];

	/** The id that the sandbox gave to the video that failed. */
	async function failedId(): Promise<string> {
		const jobs = await stage.sandbox.jobs();
		return jobs.find((job) => job.status === 'failed')!.id;
	}

	it('sends the bad item to the error output, with the id of its video, and pairs all', async () => {
		const { session, credential } = stage;
		const execution = await session.runToEnd(
			videoWorkflow({
				credential,
				items,
				settings: { onError: 'continueErrorOutput' },
				next: [namesAfter('Good'), namesAfter('Bad')],
			}),
			start,
		);
		expect(execution.status).toBe('success');
		expect(scenesOf(itemsOf(execution, 'Good'))).toEqual(['first', 'third']);
		expect(itemsOf(execution, video).every((item) => item.binary?.data)).toBe(true);

		const bad = itemsOf(execution, 'Bad');
		expect(scenesOf(bad)).toEqual(['second']);
		expect(bad[0].json.error).toMatchObject({
			message: expect.stringContaining(String(await failedId())),
		});
		expect(bad[0].json.error).toMatchObject({ id: await failedId(), status: 'failed' });
	});

	it('keeps the bad item in its place on the regular output, with the id of its video', async () => {
		const { session, credential } = stage;
		const execution = await session.runToEnd(
			videoWorkflow({
				credential,
				items,
				settings: { onError: 'continueRegularOutput' },
				next: [namesAfter('All')],
			}),
			start,
		);
		expect(execution.status).toBe('success');
		const all = itemsOf(execution, 'All');
		expect(scenesOf(all)).toEqual(['first', 'second', 'third']);
		expect(all.map((item) => Boolean(item.json.error))).toEqual([false, true, false]);
		expect(all[1].json.error).toMatchObject({ id: await failedId() });
	});

	it('keeps the id of a finished video whose file cannot be had', async () => {
		const { session, credential, sandbox } = stage;
		await sandbox.fault({ match: { path: '/content$' }, times: null, fault: { status: 500 } });
		const execution = await session.runToEnd(
			videoWorkflow({
				credential,
				items: items.slice(0, 1),
				// The timeout bounds how long the file of a finished video is waited for.
				parameters: { options: { requestTimeout: 5 } },
				settings: { onError: 'continueErrorOutput' },
				next: [undefined, namesAfter('Bad')],
			}),
			start,
		);
		const [bad] = itemsOf(execution, 'Bad');
		const [job] = await sandbox.jobs();
		expect(bad.json.error).toMatchObject({ message: expect.stringContaining(job.id) });
		expect(bad.json.error).toMatchObject({ id: job.id });
		expect(bad.json.scene).toBe('first');
	});

	it('tells of a refused create on the error output, in the words of the server', async () => {
		const { session, credential } = stage;
		const execution = await session.runToEnd(
			videoWorkflow({
				credential,
				items: [{ scene: 'only', prompt: 'A lighthouse', seconds: '5' }],
				parameters: { seconds: '={{ $json.seconds }}' },
				settings: { onError: 'continueErrorOutput' },
				next: [undefined, namesAfter('Bad')],
			}),
			start,
		);
		const [bad] = itemsOf(execution, 'Bad');
		expect(JSON.stringify(bad.json)).toContain("Invalid value: '5'");
		expect((await stage.sandbox.stats()).created).toBe(0);
	});
});
