// node scripts/run.mjs --peers --build scripts/servers.mts [--check RESULTS NOTES]: writes docs/servers.md, and which server fills in which
// field of a video, from the results of the tests, or compares both with results that are there. NOTES: what the tests have noted of fields.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import prettier from 'prettier';
import { readNotes, seenFields } from './servers/fields.mts';
import { marksOf, type Results } from './servers/marks.mts';
import { serversPage } from './servers/page.mts';

const PAGE = 'docs/servers.md';
const SEEN = 'scripts/output/seen.json';

function readResults(file: string): Results {
	return JSON.parse(readFileSync(file, 'utf8')) as Results;
}

/** What the two files must say, by their names. */
async function filesOf(results: Results, notes: string): Promise<Map<string, string>> {
	const texts = new Map([
		[PAGE, serversPage(marksOf(results))],
		[SEEN, JSON.stringify(seenFields(results, readNotes(notes)))],
	]);
	for (const [file, text] of texts) {
		const options = await prettier.resolveConfig(file);
		texts.set(file, await prettier.format(text, { ...options, filepath: file }));
	}
	return texts;
}

async function runSuites(): Promise<Map<string, string>> {
	const folder = mkdtempSync(path.join(tmpdir(), 'video-generation-servers-'));
	const file = path.join(folder, 'results.json');
	const notes = path.join(folder, 'notes.jsonl');
	const jest = [
		'node_modules/jest/bin/jest.js',
		'--json',
		`--outputFile=${file}`,
		'--maxWorkers=2',
		// What is about one server: see servers/marks.mts.
		'--testNamePattern=(real|contract|peer|sandbox dialect): ',
	];
	const tests = ['test/engine/dialects', 'test/interop'];
	spawnSync(process.execPath, [...jest, '--selectProjects', 'engine', 'interop', '--', ...tests], {
		stdio: ['inherit', 'ignore', 'inherit'],
		env: { ...process.env, CI: 'true', SEEN_FIELDS: notes },
	});
	const files = await filesOf(readResults(file), notes);
	rmSync(folder, { recursive: true });
	return files;
}

const [check, results, notes] = process.argv.slice(2);
if (check === '--check') {
	for (const [file, text] of await filesOf(readResults(results), notes)) {
		if (text !== readFileSync(file, 'utf8')) {
			console.error(`${file} is not what the tests' results say. Run: npm run servers`);
			process.exit(1);
		}
		console.log(`${file} says what the tests' results say`);
	}
} else {
	for (const [file, text] of await runSuites()) {
		writeFileSync(file, text);
		console.log(`Wrote ${file}`);
	}
}
