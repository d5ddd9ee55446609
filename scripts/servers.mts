// node scripts/run.mjs --peers --build scripts/servers.mts [--check RESULTS]: writes docs/servers.md from the results of the tests, or
// compares it with results that are there.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import prettier from 'prettier';
import { marksOf, type Results } from './servers/marks.mts';
import { serversPage } from './servers/page.mts';

const PAGE = 'docs/servers.md';

function runSuites(): Results {
	const folder = mkdtempSync(path.join(tmpdir(), 'video-generation-servers-'));
	const file = path.join(folder, 'results.json');
	const jest = [
		'node_modules/jest/bin/jest.js',
		'--json',
		`--outputFile=${file}`,
		'--maxWorkers=2',
	];
	const files = ['test/engine/dialects', 'test/interop'];
	spawnSync(process.execPath, [...jest, '--selectProjects', 'engine', 'interop', '--', ...files], {
		stdio: ['inherit', 'ignore', 'inherit'],
		env: { ...process.env, CI: 'true' },
	});
	const results = JSON.parse(readFileSync(file, 'utf8')) as Results;
	rmSync(folder, { recursive: true });
	return results;
}

async function pageOf(results: Results): Promise<string> {
	const options = await prettier.resolveConfig(PAGE);
	return await prettier.format(serversPage(marksOf(results)), { ...options, filepath: PAGE });
}

const [check, file] = process.argv.slice(2);
if (check === '--check') {
	const page = await pageOf(JSON.parse(readFileSync(file, 'utf8')) as Results);
	if (page !== readFileSync(PAGE, 'utf8')) {
		console.error(`${PAGE} is not what the tests' results say. Run: npm run servers`);
		process.exit(1);
	}
	console.log(`${PAGE} says what the tests' results say`);
} else {
	writeFileSync(PAGE, await pageOf(runSuites()));
	console.log(`Wrote ${PAGE}`);
}
