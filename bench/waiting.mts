// npm run bench:waiting: what many long renders hold in n8n, kept running and suspended. Writes bench/waiting.md.
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { root } from '../host/paths.mts';
import { runCommand, say } from '../scripts/command.mts';
import { measured } from './measured.mts';
import { wholeNumber } from './options.mts';
import { Store } from './store.mts';
import { parts, quickPlan, wholePlan, type Part, type WaitingPlan } from './waiting/plan.mts';
import { reportText } from './waiting/report.mts';
import { measures, type WaitingResults } from './waiting/results.mts';

const names = Object.keys(parts) as Part[];
const minutesOf = (some: Part[]) => some.reduce((sum, name) => sum + parts[name].minutes, 0);

const help = `npm run bench:waiting [-- options]

Measures what waiting for many long renders costs and writes bench/waiting.md. Takes about
${minutesOf(names)} minutes. The part "queue" needs Redis and PostgreSQL (Debian's redis-server, postgresql).

  --only PARTS   some of them, e.g. --only memory,queue
${names.map((name) => `                   ${name.padEnd(8)} ${parts[name].about} (${parts[name].minutes} min)`).join('\n')}
  --runs N       runs of each in "memory" (${wholePlan.memory.runs})
  --seed N       of the render times that are drawn by chance (14)
  --quick        smaller everything, to see that it runs: its figures say little
  --out FOLDER   writes the report there; without it, --only and --quick only print it. What each
                 part found is kept in FOLDER/results: a later run with --only measures one part anew
                 and reports all
  --help         show this text`;

interface Options {
	only: Part[];
	plan: WaitingPlan;
	isQuick: boolean;
	seed: number;
	out: string | undefined;
}

function partsOf(text: string): Part[] {
	const given = text.split(/[\s,]+/).filter(Boolean);
	const isWrong = given.some((name) => !(names as string[]).includes(name));
	if (!isWrong && given.length > 0) return names.filter((name) => given.includes(name));
	throw new Error(`--only takes some of ${names.join(',')}, but got '${text}'.`);
}

function readOptions(): Options | undefined {
	const { values } = parseArgs({
		options: {
			only: { type: 'string' },
			runs: { type: 'string' },
			seed: { type: 'string', default: '14' },
			quick: { type: 'boolean', default: false },
			out: { type: 'string' },
			help: { type: 'boolean', default: false },
		},
	});
	const { only, quick, runs, seed, out } = values;
	if (values.help) return undefined;
	const plan = quick ? quickPlan : wholePlan;
	const memoryRuns = runs === undefined ? plan.memory.runs : wholeNumber('runs', runs, 1);
	return {
		only: only === undefined ? names : partsOf(only),
		plan: { ...plan, memory: { ...plan.memory, runs: memoryRuns } },
		isQuick: quick,
		seed: wholeNumber('seed', seed, 0),
		out: out ?? (only === undefined && !quick ? 'bench' : undefined),
	};
}

// One that fails costs the others nothing.
async function measureAll(options: Options, store: Store): Promise<string[]> {
	const { only, isQuick, plan, seed } = options;
	const failures: string[] = [];
	for (const [index, part] of only.entries()) {
		const left = isQuick ? '' : `, about ${minutesOf(only.slice(index))} min left`;
		say(`${parts[part].about}: part ${index + 1} of ${only.length}${left}`);
		try {
			const found = async () => await measures[part](plan, seed, say);
			const stored = await measured<unknown>('bench:waiting', options, found);
			await store.save(`waiting-${part}`, stored);
		} catch (error) {
			failures.push(`"${part}", since ${error instanceof Error ? error.message : String(error)}`);
			say(`Not measured: ${failures.at(-1)}`);
		}
	}
	return failures;
}

async function main(options: Options): Promise<void> {
	const folder = options.out === undefined ? undefined : path.resolve(root, options.out);
	const store = new Store(folder && path.join(folder, 'results'));
	const failures = await measureAll(options, store);
	const found = names.map(async (part) => [part, await store.load(`waiting-${part}`)] as const);
	const results = Object.fromEntries(await Promise.all(found)) as WaitingResults;
	const text = reportText(results, failures);
	console.log(`\n${text}`);
	if (folder !== undefined) {
		await mkdir(folder, { recursive: true });
		await writeFile(path.join(folder, 'waiting.md'), text);
	}
	if (failures.length > 0) throw new Error(`Not measured: ${failures.join('; ')}`);
}

await runCommand(async () => {
	const options = readOptions();
	if (options === undefined) console.log(help);
	else await main(options);
});
