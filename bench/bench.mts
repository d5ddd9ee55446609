// npm run bench: this node, the built-in OpenAI node and the hand-made loop, side by side in a real n8n.
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { root } from '../host/paths.mts';
import { runCommand, say } from '../scripts/command.mts';
import { startSandbox } from '../test/support/sandbox.mts';
import { letters, minutesOf } from './letters.mts';
import { measured } from './measured.mts';
import { openN8n } from './n8n.mts';
import { help, readOptions, type Options } from './options.mts';
import { quickPlan, wholePlan, withRuns } from './plan.mts';
import { barsOf } from './report/bars.mts';
import { picturesOf } from './report/curves.mts';
import { drawCharts } from './report/plot.mts';
import { reportText } from './report/report.mts';
import { measures, type Results } from './results.mts';
import type { Stage } from './stage.mts';
import { Store } from './store.mts';

const picture = 'report.png';

type OnEnd = (cleanUp: () => Promise<void>) => void;

async function openStage(options: Options, onEnd: OnEnd): Promise<Stage> {
	const sandbox = await startSandbox();
	onEnd(async () => await sandbox.stop());
	const plan = options.quick ? quickPlan : wholePlan;
	return {
		sandbox,
		plan: options.runs === undefined ? plan : withRuns(plan, options.runs),
		seed: options.seed,
		openN8n: async (other = { sandbox, server: 'sandbox' }) =>
			await openN8n(other.sandbox, onEnd, other.server),
		async openSandbox(own) {
			const another = await startSandbox(own);
			onEnd(async () => await another.stop());
			return another;
		},
		say,
	};
}

// One that fails costs the others nothing.
async function measureAll(stage: Stage, { only, quick }: Options, store: Store): Promise<string[]> {
	const failures: string[] = [];
	for (const [index, letter] of only.entries()) {
		const left = quick ? '' : `, about ${minutesOf(only.slice(index))} min left`;
		say(`Measure (${letter}), ${index + 1} of ${only.length}${left}`);
		try {
			const about = { seed: stage.seed, isQuick: quick };
			const found = async () => await measures[letter](stage);
			await store.save(letter, await measured<unknown>('bench', about, found));
		} catch (error) {
			failures.push(`(${letter}), since ${error instanceof Error ? error.message : String(error)}`);
			say(`Measure (${letter}) failed: ${failures.at(-1)}`);
		}
	}
	return failures;
}

async function loadAll(store: Store): Promise<Results> {
	const found = letters.map(async (letter) => [letter, await store.load(letter)] as const);
	return Object.fromEntries(await Promise.all(found)) as Results;
}

async function bench(options: Options, onEnd: OnEnd): Promise<void> {
	const folder = options.out === undefined ? undefined : path.resolve(root, options.out);
	const store = new Store(folder && path.join(folder, 'results'));
	say('Starting the sandbox');
	const stage = await openStage(options, onEnd);
	const failures = await measureAll(stage, options, store);

	const results = await loadAll(store);
	const charts = [...barsOf(results), ...picturesOf(results)];
	const isDrawn = charts.length > 0 && folder !== undefined;
	const report = reportText(results, {
		picture: isDrawn ? picture : undefined,
		failures,
	});
	console.log(`\n${report}`);
	if (folder !== undefined) {
		await mkdir(folder, { recursive: true });
		await writeFile(path.join(folder, 'report.md'), report);
		if (isDrawn) await writeFile(path.join(folder, picture), await drawCharts(charts));
		say(`Written to ${path.join(options.out ?? '', 'report.md')}`);
	}
	if (failures.length > 0) throw new Error(`Not measured: ${failures.join('; ')}`);
}

await runCommand(async (onEnd) => {
	const options = readOptions(process.argv.slice(2));
	if (options.help) console.log(help);
	else await bench(options, onEnd);
});
