// node scripts/run.mjs scripts/pipelines.mts [--check]: writes docs/pipelines.md from the last run of the suite pipelines, or compares
// it with that run.
import { pipelineResults } from '../test/pipelines/support/results.mts';
import { pipelinesPage } from './pipelines/page.mts';
import { writeOrCheck } from './writeOrCheck.mts';

await writeOrCheck('docs/pipelines.md', pipelinesPage(pipelineResults.read()), 'npm run pipelines');
