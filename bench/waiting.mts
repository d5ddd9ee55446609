// npm run bench:waiting [-- --quick]: what many long renders hold in n8n, kept running and suspended. Writes bench/waiting.md.
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { root } from '../host/paths.mts';
import { parentsOf } from '../test/durable/support/executions.mts';
import { suspendWorkflow, withOperation } from '../test/durable/support/suspendWorkflow.mts';
import { openStage, type Stage } from '../test/n8n/support/stage.mts';
import { until } from '../test/support/until.mts';
import { readMachine, type Machine } from './machine.mts';
import { mean } from './numbers.mts';

interface Plan {
	videos: number;
	renderSeconds: number;
}

interface Measured {
	/** Executions that n8n ran in the middle of the renders: each holds a place of a worker. */
	running: number;
	/** The most that n8n held in the middle of the renders over what it held before, in bytes. */
	memory: number | undefined;
	/** Requests that asked for a video's state. */
	polls: number;
	/** From a video's end to the download of its file, in seconds, on average. */
	lateSeconds: number;
}

const OPERATIONS = { kept: 'waitForCompletion', suspended: 'suspendUntilCompleted' } as const;
type Way = keyof typeof OPERATIONS;

const SETTLE_MS = 15_000;

async function peakOver(stage: Stage, ms: number): Promise<number | undefined> {
	stage.server.resetPeakMemory();
	await sleep(ms);
	return stage.server.peakMemory();
}

async function lateSeconds({ sandbox }: Stage): Promise<number> {
	const downloads = await sandbox.requests({ path: /\/content$/ });
	const jobs = await sandbox.jobs();
	const delays = downloads.map(({ path: place, at }) => {
		const job = jobs.find(({ id }) => place.includes(id));
		return (at - (job?.completedAt ?? NaN)) / 1000;
	});
	return mean(delays);
}

async function measure(way: Way, { videos, renderSeconds }: Plan): Promise<Measured> {
	const stage = await openStage();
	try {
		const { session, credential, sandbox } = stage;
		await sandbox.settings({ renderSeconds });
		const built = suspendWorkflow({ credential, prompts: [], webhookPath: way });
		const id = await session.createWorkflow(withOperation(built, OPERATIONS[way]));
		await session.publish(id);
		await sleep(SETTLE_MS);
		const before = await peakOver(stage, SETTLE_MS);
		for (let one = 0; one < videos; one += 1) {
			await session.callWebhook(way, { prompts: [`Video ${one}`] });
		}
		await sleep((renderSeconds / 3) * 1000);
		const during = await peakOver(stage, (renderSeconds / 3) * 1000);
		const running = (await parentsOf(session, id)).filter(({ status }) => status === 'running');
		await until(
			'all files',
			async () => (await sandbox.requests({ path: /\/content$/ })).length === videos,
			renderSeconds * 1000 + 240_000,
		);
		return {
			running: running.length,
			memory: before !== undefined && during !== undefined ? during - before : undefined,
			polls: (await sandbox.requests({ method: 'GET', path: /\/videos\/[^/]+$/ })).length,
			lateSeconds: await lateSeconds(stage),
		};
	} finally {
		await stage.close();
	}
}

function megabytes(bytes: number | undefined): string {
	return bytes === undefined ? 'not known here' : `${Math.max(0, Math.round(bytes / 1e6))} MB`;
}

function table(plan: Plan, results: Record<Way, Measured>): string {
	const row = (what: string, cell: (one: Measured) => string) =>
		`| ${what} | ${cell(results.kept)} | ${cell(results.suspended)} |`;
	return [
		`| ${plan.videos} executions with a video of ${plan.renderSeconds} s each | Wait for Completion | Suspend Until Completed |`,
		'| --- | --- | --- |',
		row('executions that run in the middle of the renders (each holds a worker slot)', (one) =>
			String(one.running),
		),
		row('memory that n8n holds for them', (one) => megabytes(one.memory)),
		row('requests that ask for their state', (one) => String(one.polls)),
		row('seconds from the end of a video to its download, on average', (one) =>
			one.lateSeconds.toFixed(1),
		),
	].join('\n');
}

function report(plan: Plan, machine: Machine, results: Record<Way, Measured>): string {
	return `# What waiting costs

Made by \`npm run bench:waiting\`: a fresh n8n ${machine.n8n} for each of the two ways, the sandbox as the server.

${table(plan, results)}

The memory is the most that n8n's process held in the middle third of the renders, over the most that it held when idle before. n8n on
Node ${machine.hostNode}, ${machine.cores} cores, ${machine.system}.
`;
}

async function main(): Promise<void> {
	const { values } = parseArgs({ options: { quick: { type: 'boolean', default: false } } });
	const plan = values.quick ? { videos: 5, renderSeconds: 30 } : { videos: 50, renderSeconds: 300 };
	const machine = await readMachine();
	console.log(`Kept running: about ${Math.round(plan.renderSeconds / 60) + 2} minutes`);
	const kept = await measure('kept', plan);
	console.log(`Suspended: about ${Math.round(plan.renderSeconds / 60) + 3} minutes`);
	const suspended = await measure('suspended', plan);
	const text = report(plan, machine, { kept, suspended });
	console.log(`\n${text}`);
	if (!values.quick) await writeFile(path.join(root, 'bench', 'waiting.md'), text);
}

await main();
