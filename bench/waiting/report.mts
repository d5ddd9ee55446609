import { machineLines } from '../machine.mts';
import { sectionText, type Section } from '../report/section.mts';
import { originText, quickNote } from '../report/sections.mts';
import { megabytes, percent, plainSeconds, ratio, seconds } from '../report/units.mts';
import type { Spread } from '../numbers.mts';
import type { SuspendedLearnedResult } from './learned.mts';
import type { WaitMemoryResult } from './memory.mts';
import type { QueueResult } from './queue.mts';
import type { WaitingResults } from './results.mts';
import type { WaysResult } from './ways.mts';

const mostMemoryRatio = 1.2;
// Less is lost in what n8n does beside.
const leastToCompare = 2e6;
const learnedGoal = { lateSeconds: 35, checks: 2.5 };

function heldMemory(bytes: number | undefined): string {
	return bytes === undefined ? 'not known here' : megabytes(Math.max(0, bytes));
}

function waysSection({ plan, kept, suspended }: WaysResult): Section {
	const row = (what: string, cell: (one: typeof kept) => string) => [
		what,
		cell(kept),
		cell(suspended),
	];
	return {
		title: 'Kept running and suspended',
		about:
			`${plan.videos} executions with a video of ${plainSeconds(plan.renderSeconds)} each, in a fresh n8n ` +
			"for each way. The memory is the most that n8n's process held in the middle third of the " +
			'renders, over the most that it held when idle before.',
		head: ['', 'Wait for Completion', 'Suspend Until Completed'],
		rows: [
			row('executions that run in the middle of the renders (each holds a worker slot)', (one) =>
				String(one.running),
			),
			row('memory that n8n holds for them', (one) => heldMemory(one.memory)),
			row('requests that ask for their state', (one) => String(one.polls)),
			row('seconds from the end of a video to its download, on average', (one) =>
				one.lateSeconds.toFixed(1),
			),
		],
		goals: [],
	};
}

function bytesSpread({ lower, median, upper, each }: Spread): string {
	const middle = megabytes(median);
	return each.length === 1 ? middle : `${middle} (${megabytes(lower)} to ${megabytes(upper)})`;
}

function memorySection({ plan, own, waitNode }: WaitMemoryResult): Section {
	const { executions, seconds: waitSeconds, runs } = plan;
	const ratioOf = (what: 'peak' | 'held') =>
		waitNode[what].median < leastToCompare ? undefined : own[what].median / waitNode[what].median;
	const ratios = { peak: ratioOf('peak'), held: ratioOf('held') };
	const tell = (value: number | undefined) =>
		value === undefined ? 'too little to compare' : ratio(value);
	return {
		title: "Held waits beside n8n's own Wait node",
		about:
			`${executions} executions that wait for a video of ${plainSeconds(waitSeconds)}, and ${executions} ` +
			`of the same workflow with n8n's Wait node of ${plainSeconds(waitSeconds)} instead, which n8n keeps ` +
			`in memory. A fresh n8n for each, ${runs} of each in turns; medians, with quartiles in ` +
			'brackets, over what it held when idle after some executions. *Peak*: the whole process in ' +
			'the middle third of the wait. *Held*: heap and buffers after a collection.',
		head: ['', 'peak', 'held'],
		rows: [
			['Wait for Completion', bytesSpread(own.peak), bytesSpread(own.held)],
			["n8n's Wait", bytesSpread(waitNode.peak), bytesSpread(waitNode.held)],
			['ratio', tell(ratios.peak), tell(ratios.held)],
		],
		goals: Object.entries(ratios).flatMap(([what, value]) =>
			value === undefined
				? []
				: [
						{
							goal: `held waits take at most ${ratio(mostMemoryRatio)} the memory of n8n's Wait node (${what})`,
							measured: ratio(value),
							isMet: value <= mostMemoryRatio,
						},
					],
		),
	};
}

function learnedSection({ plan, late, checksPerWait }: SuspendedLearnedResult, seed: number) {
	const { videos, learnedFrom, renderSeconds, deviation } = plan;
	const { lateSeconds, checks } = learnedGoal;
	return {
		title: 'Suspended, learned',
		about:
			`${learnedFrom} videos were finished before; then ${videos} executions are suspended for one of ` +
			`${plainSeconds(renderSeconds)} each (standard deviation ${percent(deviation)}, seed ${seed}). n8n looks ` +
			'for waits that are due once a minute.',
		head: ['', 'mean', 'most'],
		rows: [
			['from the end of a video to its download', seconds(late.mean), seconds(late.most)],
			['checks for each wait', checksPerWait.toFixed(1), ''],
		],
		goals: [
			{
				goal: `at most ${plainSeconds(lateSeconds)} from end to download with at most ${checks} checks for each wait`,
				measured: `${seconds(late.mean)} with ${checksPerWait.toFixed(1)} checks`,
				isMet: late.mean <= lateSeconds && checksPerWait <= checks,
			},
		],
	};
}

function queueSection(result: QueueResult, seed: number): Section {
	const { plan, processes, late, busy } = result;
	const { videos, renderSeconds, deviation, concurrency } = plan;
	return {
		title: `${videos} suspended waits in queue mode`,
		about:
			`n8n in queue mode over Redis and PostgreSQL, with two workers of ${concurrency} places each; ` +
			`${videos} executions, started by a webhook one after the other, are suspended for a video of ` +
			`${plainSeconds(renderSeconds)} each (standard deviation ${percent(deviation)}, seed ${seed}). ` +
			`From the first call to the last end: ${seconds(result.seconds)}. Each video was asked for ` +
			`${result.checksPerWait.toFixed(1)} times, and its file ${seconds(late.mean)} after its end on average, ` +
			`${seconds(late.most)} at most. Of the workers' places ${percent(busy.mean)} were taken on average, ` +
			`${percent(busy.most)} at most (one look a second).`,
		head: ['', 'memory before', 'peak', 'processor time'],
		rows: processes.map(({ name, idle, peak, cpuSeconds }) => [
			name,
			megabytes(idle),
			megabytes(peak),
			seconds(cpuSeconds),
		]),
		goals: [
			{
				goal: `all ${videos} come back, each once`,
				measured:
					`${result.created} created, ${result.succeeded} executions ended well, ` +
					`${result.downloadedOnce} files were asked for once`,
				isMet: [result.created, result.succeeded, result.downloadedOnce].every(
					(count) => count === videos,
				),
			},
		],
	};
}

function sectionsOf({ ways, memory, learned, queue }: WaitingResults) {
	return [
		ways && { section: waysSection(ways.result), origin: ways },
		memory && { section: memorySection(memory.result), origin: memory },
		learned && { section: learnedSection(learned.result, learned.seed), origin: learned },
		queue && { section: queueSection(queue.result, queue.seed), origin: queue },
	].filter((one) => one !== undefined);
}

/** The whole report as Markdown. @param failures what could not be measured, and why */
export function reportText(results: WaitingResults, failures: string[]): string {
	const found = sectionsOf(results);
	const machines = found.map(({ origin }) =>
		machineLines({ ...origin.machine, load: found[0].origin.machine.load }),
	);
	const blocks = [
		'# What waiting costs',
		'Made by `npm run bench:waiting`, with the sandbox as the server.',
		...(found.some(({ origin }) => origin.isQuick) ? [quickNote] : []),
		...failures.map((failure) => `**Not measured: ${failure}**`),
		[...new Set(machines.flat())].join('\n'),
		...found.map(({ section, origin }) => sectionText({ ...section, notes: [originText(origin)] })),
	];
	return `${blocks.join('\n\n')}\n`;
}
