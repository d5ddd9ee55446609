// npm run bench: this node, the built-in OpenAI node and the hand-made loop, side by side in a real n8n.
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { root } from '../host/paths.mts';
import { runCommand, say } from '../scripts/command.mts';
import { startSandbox } from '../test/support/sandbox.mts';
import { readMachine } from './machine.mts';
import { measureFacts } from './measures/facts.mts';
import { measureMany } from './measures/many.mts';
import { measureMemory } from './measures/memory.mts';
import { measureNotice } from './measures/notice.mts';
import { measureWall } from './measures/wall.mts';
import { openN8n } from './n8n.mts';
import { help, readOptions, type Letter, type Options } from './options.mts';
import { quickPlan, wholePlan } from './plan.mts';
import { chartsOf } from './report/bars.mts';
import { drawCharts } from './report/plot.mts';
import { reportText } from './report/report.mts';
import type { Results } from './results.mts';
import type { Stage } from './stage.mts';

const picture = 'report.png';

const measures: Record<Letter, (stage: Stage, results: Results) => Promise<void>> = {
	a: async (stage, results) => void (results.a = await measureWall(stage)),
	b: async (stage, results) => void (results.b = await measureNotice(stage)),
	c: async (stage, results) => void (results.c = await measureMemory(stage)),
	d: async (stage, results) => void (results.d = await measureMany(stage)),
	e: async (stage, results) => void (results.e = await measureFacts(stage)),
};

function commandOf(args: string[]): string {
	return ['npm run bench', ...(args.length > 0 ? ['--', ...args] : [])].join(' ');
}

async function bench(options: Options, onEnd: (cleanUp: () => Promise<void>) => void) {
	const startedAt = new Date();
	const machine = await readMachine();
	say(`Starting the sandbox (load average ${machine.load.toFixed(2)})`);
	const sandbox = await startSandbox();
	onEnd(async () => await sandbox.stop());
	const stage: Stage = {
		sandbox,
		plan: options.quick ? quickPlan : wholePlan,
		openN8n: async () => await openN8n(sandbox, onEnd),
		say,
	};

	const results: Results = {};
	for (const letter of options.only) {
		say(`Measure (${letter})`);
		await measures[letter](stage, results);
	}

	const charts = chartsOf(results);
	const isDrawn = charts.length > 0 && options.out !== undefined;
	const report = reportText(results, {
		machine,
		command: commandOf(process.argv.slice(2)),
		isQuick: options.quick,
		startedAt,
		minutes: (Date.now() - startedAt.getTime()) / 60_000,
		picture: isDrawn ? picture : undefined,
	});
	console.log(`\n${report}`);
	if (options.out === undefined) return;
	const folder = path.resolve(root, options.out);
	await mkdir(folder, { recursive: true });
	await writeFile(path.join(folder, 'report.md'), report);
	if (isDrawn) await writeFile(path.join(folder, picture), await drawCharts(charts));
	say(`Written to ${path.join(options.out, 'report.md')}`);
}

await runCommand(async (onEnd) => {
	const options = readOptions(process.argv.slice(2));
	if (options.help) console.log(help);
	else await bench(options, onEnd);
});
