// node scripts/run.mjs scripts/reliability.mts [--check]: writes docs/reliability.md from the last run of the suite faults, or compares
// it with that run.
import { cellResults } from '../test/faults/support/results.mts';
import { reliabilityPage } from './reliability/page.mts';
import { writeOrCheck } from './writeOrCheck.mts';

await writeOrCheck(
	'docs/reliability.md',
	reliabilityPage(cellResults.read()),
	'npm run reliability',
);
