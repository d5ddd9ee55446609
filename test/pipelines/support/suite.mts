import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { openStage, type Stage } from '../../n8n/support/stage.mts';
import { temporaryFolder } from './folder.mts';
import { modes, type ModeName } from './modes.mts';
import type { Pipeline, Place } from './pipeline.mts';
import { pipelineResults, type PipelineResult } from './results.mts';
import { runPipeline, type Outcome } from './run.mts';
import { large, small } from './selection.mts';

const LARGE_BYTES = 300_000_000;

/** Checks what arrived against what was sent. @returns it in the words of the docs */
function check(pipeline: Pipeline, { sent, received, error }: Outcome): string {
	expect(error ?? '').toMatch(pipeline.fails ?? /^$/);
	expect(received).toHaveLength(pipeline.fails ? 0 : (pipeline.files ?? pipeline.videos ?? 1));
	received.forEach((file, n) => expect(sent[n]).toMatchObject(file));
	if (error) return 'error';
	if (received.length === 0) return 'no file';
	return ['bytes', ...(['type', 'name'] as const).filter((one) => received[0][one])].join(', ');
}

/** The tests of one storage mode: one n8n, each pipeline in it. */
export function describeMode(name: ModeName): void {
	const mode = modes[name];
	describe(name, () => {
		jest.setTimeout(400_000);
		let stage: Stage;
		let place: Place;
		let removeHome: () => Promise<void>;
		const results: PipelineResult[] = [];
		const waiting = new Map<Pipeline, Promise<Outcome>>();
		beforeAll(async () => {
			// n8n lets nodes write below ~/.n8n-files, which must not be that of whoever runs the tests.
			const { folder: home, remove } = await temporaryFolder();
			removeHome = remove;
			place = { files: path.join(home, '.n8n-files') };
			await mkdir(place.files);
			stage = await openStage({
				environment: { N8N_DEFAULT_BINARY_DATA_MODE: mode.stored, HOME: home },
			});
			for (const pipeline of small(mode).filter(({ waits }) => waits)) {
				const run = runPipeline(stage, place, pipeline);
				run.catch(() => {});
				waiting.set(pipeline, run);
			}
		});
		afterAll(async () => {
			await stage?.close();
			await removeHome?.();
			pipelineResults.write(name, results);
		});

		const [atOnce, later] = [false, true].map((waits) =>
			small(mode).filter((pipeline) => Boolean(pipeline.waits) === waits),
		);
		const runs = async (pipeline: Pipeline) => {
			const run = waiting.get(pipeline) ?? runPipeline(stage, place, pipeline);
			results.push({ node: pipeline.node, told: check(pipeline, await run) });
		};
		const withLarge = async (pipeline: Pipeline) => {
			await stage.sandbox.settings({ fileBytes: LARGE_BYTES });
			check(pipeline, await runPipeline(stage, place, pipeline));
			results.push({ node: pipeline.node, told: '300 MB' });
		};
		for (const pipeline of atOnce) test(pipeline.node, async () => await runs(pipeline));
		for (const pipeline of large(name))
			test(`${pipeline.node}, 300 MB`, async () => await withLarge(pipeline));
		// Last, since they wait beside the others.
		for (const pipeline of later) test(pipeline.node, async () => await runs(pipeline));
	});
}
