// npm run bench:soak [-- --minutes 60]: the polling trigger and one video a second. Writes bench/soak.md and bench/soak.png.
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { root } from '../host/paths.mts';
import { runCommand, say } from '../scripts/command.mts';
import { measured } from './measured.mts';
import { drawCharts } from './report/plot.mts';
import { chartsOf, reportText } from './soak/report.mts';
import { soak, soakPlan, type SoakResult } from './soak/soak.mts';
import { Store } from './store.mts';

const help = `npm run bench:soak [-- options]

A real n8n with the polling trigger, and one new video a second: memory, sockets, listeners and files
as curves, in bench/soak.md and bench/soak.png. Takes the minutes that are given and about three more.

  --minutes N    how long (10)
  --out FOLDER   where the report goes (bench)
  --help         show this text`;

const picture = 'soak.png';

function minutesIn(text: string): number {
	const minutes = Number(text);
	if (minutes > 0) return minutes;
	throw new Error(`--minutes takes a number above 0, but got '${text}'.`);
}

async function main(minutes: number, out: string): Promise<void> {
	const stored = await measured<SoakResult>(
		'bench:soak',
		{ seed: 0, isQuick: false },
		async () => await soak({ ...soakPlan, minutes }, say),
	);
	const { result } = stored;
	const folder = path.resolve(root, out);
	await mkdir(folder, { recursive: true });
	await new Store(path.join(folder, 'results')).save('soak', stored);
	await writeFile(path.join(folder, picture), await drawCharts(chartsOf(result)));
	const text = reportText(stored, picture);
	await writeFile(path.join(folder, 'soak.md'), text);
	console.log(`\n${text}`);
	if (result.brokeOff !== undefined) throw new Error(`Ended early: ${result.brokeOff}`);
}

await runCommand(async () => {
	const { values } = parseArgs({
		options: {
			minutes: { type: 'string', default: '10' },
			out: { type: 'string', default: 'bench' },
			help: { type: 'boolean', default: false },
		},
	});
	if (values.help) console.log(help);
	else await main(minutesIn(values.minutes), values.out);
});
