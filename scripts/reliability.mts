// node scripts/run.mjs scripts/reliability.mts [--check]: writes docs/reliability.md from the last run of the suite faults, or compares
// it with that run.
import { readFileSync, writeFileSync } from 'node:fs';
import prettier from 'prettier';
import { readResults } from '../test/faults/support/results.mts';
import { reliabilityPage } from './reliability/page.mts';

const PAGE = 'docs/reliability.md';

async function page(): Promise<string> {
	const options = await prettier.resolveConfig(PAGE);
	const text = reliabilityPage(readResults());
	return await prettier.format(text, { ...options, filepath: PAGE });
}

const text = await page();
if (process.argv[2] === '--check') {
	if (text !== readFileSync(PAGE, 'utf8')) {
		console.error(`${PAGE} does not match the results of the tests. Run: npm run reliability`);
		process.exit(1);
	}
	console.log(`${PAGE} matches the results of the tests`);
} else {
	writeFileSync(PAGE, text);
	console.log(`Wrote ${PAGE}`);
}
