import { openStage, type Stage } from '../../n8n/support/stage.mts';
import { pipelines } from '../table/index.mts';
import type { Pipeline } from './pipeline.mts';
import { pipelineResults, type PipelineResult } from './results.mts';
import { runPipeline } from './run.mts';

const LARGE_BYTES = 300_000_000;

interface ModeOptions {
	/** Whether the pipelines that mostly wait run, too. */
	withWaiting?: boolean;
	/** Whether files of 300 MB travel, too. */
	withLarge?: boolean;
}

/**
 * The tests of one storage mode: one n8n, each pipeline in it.
 * @param mode its name, for the docs
 * @param stored `N8N_DEFAULT_BINARY_DATA_MODE`
 */
export function describeMode(mode: string, stored: string, options: ModeOptions = {}): void {
	const { withWaiting = false, withLarge = false } = options;
	describe(mode, () => {
		jest.setTimeout(200_000);
		let stage: Stage;
		const results: PipelineResult[] = [];
		const waiting = new Map<Pipeline, ReturnType<typeof runPipeline>>();
		const small = pipelines.filter(({ waits }) => !waits || withWaiting);
		beforeAll(async () => {
			stage = await openStage({ N8N_DEFAULT_BINARY_DATA_MODE: stored });
			for (const pipeline of small.filter(({ waits }) => waits)) {
				const run = runPipeline(stage, pipeline);
				run.catch(() => {});
				waiting.set(pipeline, run);
			}
		});
		afterAll(async () => {
			await stage?.close();
			pipelineResults.write(mode, results);
		});

		test.each(small)('$node', async (pipeline) => {
			const run = waiting.get(pipeline) ?? runPipeline(stage, pipeline);
			const { sent, received } = await run;
			expect(received).toHaveLength(pipeline.files ?? pipeline.videos ?? 1);
			received.forEach((file, n) => expect(sent[n]).toMatchObject(file));
			const parts = ['bytes', ...(['type', 'name'] as const).filter((one) => received[0]?.[one])];
			const told = received.length > 0 ? parts.join(', ') : 'no file';
			results.push({ node: pipeline.node, told });
		});

		const large = withLarge ? pipelines.filter(({ carriesLarge }) => carriesLarge) : [];
		if (large.length === 0) return;
		test.each(large)('$node, 300 MB', async (pipeline) => {
			await stage.sandbox.settings({ fileBytes: LARGE_BYTES });
			const { sent, received } = await runPipeline(stage, pipeline);
			expect(received).toHaveLength(1);
			expect(sent[0]).toMatchObject(received[0]);
			const result = results.find(({ node }) => node === pipeline.node);
			if (result) result.told += '; 300 MB';
		});
	});
}
