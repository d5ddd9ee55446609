import { machineLines } from '../machine.mts';
import { blockMeans, fitLine, type Line, type Point } from '../regression.mts';
import type { XyChart } from '../report/curves.mts';
import { sectionText, type Goal, type Section } from '../report/section.mts';
import { originText } from '../report/sections.mts';
import { fileSize, megabytes } from '../report/units.mts';
import type { Stored } from '../store.mts';
import type { Sample } from './sample.mts';
import type { SoakResult } from './soak.mts';

const mostBlocks = 12;
// What is less could not be told from a cache that fills up.
const negligiblePerHour = 5e6;

const SECONDS_PER_HOUR = 3600;

type Read = (sample: Sample) => number | undefined;

function pointsOf(samples: Sample[], read: Read): Point[] {
	return samples.flatMap((sample) => {
		const y = read(sample);
		return y === undefined ? [] : [{ x: sample.at, y }];
	});
}

/** Growth in the second half. @returns bytes an hour; undefined where there are too few samples */
function growthOf(samples: Sample[], read: Read): Line | undefined {
	const end = samples[samples.length - 1]?.at ?? 0;
	const half = pointsOf(samples, read).filter(({ x }) => x >= end / 2);
	const points = blockMeans(half, mostBlocks);
	if (points.length < 3) return undefined;
	const { slope, intercept, standardError } = fitLine(points);
	return {
		slope: slope * SECONDS_PER_HOUR,
		intercept,
		standardError: standardError * SECONDS_PER_HOUR,
	};
}

const perHour = ({ slope, standardError }: Line) =>
	`${(slope / 1e6).toFixed(1)} ± ${(standardError / 1e6).toFixed(1)} MB an hour`;

function slopeGoal(what: string, line: Line | undefined): Goal[] {
	if (line === undefined) return [];
	const { slope, standardError } = line;
	return [
		{
			goal:
				`the slope of ${what} over the second half is within noise (two standard errors, or less ` +
				`than ${megabytes(negligiblePerHour)} an hour)`,
			measured: perHour(line),
			isMet: slope <= Math.max(2 * standardError, negligiblePerHour),
		},
	];
}

function leftGoal(what: string, count: number, most: number): Goal {
	return {
		goal: `at the end ${most === 0 ? 'no' : `no more than ${most}`} ${what}`,
		measured: String(count),
		isMet: count <= most,
	};
}

function goalsOf({ samples, after, made, ...result }: SoakResult): Goal[] {
	const { once, twice, never, listenerWarnings } = result;
	// Not those that come with the first polls.
	const early = samples[Math.floor(samples.length / 4)] ?? after;
	return [
		...slopeGoal(
			'what is held after a collection',
			growthOf(samples, ({ held }) => held),
		),
		...slopeGoal(
			'the whole process',
			growthOf(samples, ({ rss }) => rss),
		),
		{
			goal: 'every video is reported once',
			measured: `${made} made, ${once} reported once, ${twice} more often, ${never} never`,
			isMet: once === made && twice === 0 && never === 0,
		},
		leftGoal('sockets to the server', after.toServer, 0),
		leftGoal('temporary files', after.temporaryFiles, result.before.temporaryFiles),
		leftGoal(
			"files in n8n's storage (two for each video)",
			after.storedFiles,
			result.before.storedFiles + 2 * made,
		),
		leftGoal('event listeners of the process', after.listeners, early.listeners),
		leftGoal('warnings about listeners', listenerWarnings, 0),
	];
}

const columns: Array<[name: string, read: (sample: Sample) => string]> = [
	['whole process', ({ rss }) => megabytes(rss)],
	['heap', ({ heapUsed }) => megabytes(heapUsed)],
	['held after a collection', ({ held }) => (held === undefined ? '' : megabytes(held))],
	['sockets', ({ sockets }) => String(sockets)],
	['to the server', ({ toServer }) => String(toServer)],
	['open files', ({ openFiles }) => String(openFiles)],
	['listeners', ({ listeners }) => String(listeners)],
	['temporary files', ({ temporaryFiles }) => String(temporaryFiles)],
	['files in the storage', ({ storedFiles }) => String(storedFiles)],
];

function sectionOf(result: SoakResult, origin: Stored<SoakResult>): Section {
	const { plan, before, samples, after, brokeOff } = result;
	const collected = samples.filter(({ held }) => held !== undefined);
	const picked: Array<[string, Sample | undefined]> = [
		['before the workflow is published', before],
		['in the beginning', collected[0]],
		['in the middle', collected[Math.floor(collected.length / 2)]],
		['in the end', collected[collected.length - 1]],
		['when all is over', after],
	];
	return {
		title: `${plan.minutes} minutes with the trigger and a video a second`,
		about:
			`A whole n8n with one workflow: the polling trigger, every ${plan.pollSeconds} s, with the file of each video ` +
			`(${fileSize(plan.fileBytes)}), and a request that hands on its id. The server deletes a video after ` +
			`${plan.keepSeconds} s; n8n saves no executions, but keeps the files ` +
			'of a polling trigger, each with a description beside it. ' +
			`A look every ${plan.sampleSeconds} s; before every ` +
			`${plan.collectEvery}th, garbage is collected for *held*: heap and buffers.`,
		head: ['', ...columns.map(([name]) => name)],
		rows: picked.flatMap(([name, sample]) =>
			sample ? [[name, ...columns.map(([, read]) => read(sample))]] : [],
		),
		goals: goalsOf(result),
		notes: [
			...(brokeOff === undefined ? [] : [`**It ended before its time: ${brokeOff}**`]),
			originText(origin),
		],
	};
}

/** The whole report as Markdown. @param picture file name of the curves */
export function reportText(stored: Stored<SoakResult>, picture: string | undefined): string {
	const blocks = [
		'# The trigger for a long time',
		machineLines(stored.machine).join('\n'),
		...(picture === undefined ? [] : [`![Memory, sockets, listeners and files](${picture})`]),
		sectionText(sectionOf(stored.result, stored)),
	];
	return `${blocks.join('\n\n')}\n`;
}

function curve(title: string, yTitle: string, samples: Sample[], reads: Record<string, Read>) {
	const series = Object.entries(reads).map(([name, read]) => ({
		name,
		points: pointsOf(samples, read).map(({ x, y }) => ({ x: x / 60, y })),
		isLine: true,
		isOwn: true,
	}));
	return { title, xTitle: 'minutes', yTitle, series };
}

/** The curves. */
export function chartsOf({ samples }: SoakResult): XyChart[] {
	const mega = (read: Read) => (sample: Sample) => {
		const bytes = read(sample);
		return bytes === undefined ? undefined : bytes / 1e6;
	};
	return [
		curve("Memory of n8n's process", 'MB', samples, {
			'whole process': mega(({ rss }) => rss),
			heap: mega(({ heapUsed }) => heapUsed),
			'held after a collection': mega(({ held }) => held),
		}),
		curve('Sockets and open files', 'count', samples, {
			sockets: ({ sockets }) => sockets,
			'sockets to the server': ({ toServer }) => toServer,
			'open files': ({ openFiles }) => openFiles,
		}),
		curve('Listeners and timers', 'count', samples, {
			'event listeners of the process': ({ listeners }) => listeners,
			timers: ({ timers }) => timers,
		}),
		curve('Files', 'count', samples, {
			'temporary files': ({ temporaryFiles }) => temporaryFiles,
			"files in n8n's storage": ({ storedFiles }) => storedFiles,
		}),
	];
}
