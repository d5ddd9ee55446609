import type { ManyResult } from '../measures/many.mts';
import { builtInLeftOut } from './builtIn.mts';
import type { Section } from './section.mts';
import { fileSize, megabytes, plainSeconds, ratio, seconds, spread } from './units.mts';

const mostGrowth = 50e6;

/**
 * What measures (d) and (f) found.
 * @param mostRatio to the floor
 */
export function manySection(
	letter: string,
	{ plan, bound, floor, rows }: ManyResult,
	mostRatio: number,
): Section {
	const { items, fewItems, renderSeconds, fileBytes, latencyMs, runs } = plan;
	const [own] = rows;
	return {
		title: `(${letter}) ${items} items at once`,
		about:
			`Each video renders for ${plainSeconds(renderSeconds)} and has ${fileSize(fileBytes)}; every answer takes ` +
			`${latencyMs} ms longer, as over a network, so that requests overlap. Medians of ${runs} ` +
			'runs of each, in turns, with quartiles in brackets. ' +
			`The floor, ${seconds(floor.seconds)}, is the render and a plain download of the same ` +
			`${items} files, ${bound} at a time (${seconds(floor.downloadSeconds)}). Memory is that of one ` +
			`n8n for each: fresh, and its peaks (VmHWM, each set back before) with ${fewItems} items, in ` +
			`the first run of ${items} and in the last. This node has learned the render time from the ` +
			`${fewItems} items and from the runs before. ${builtInLeftOut(items, renderSeconds)}`,
		head: [
			'',
			'time',
			'ratio to the floor',
			'created',
			'files',
			'requests',
			'most in flight',
			'memory before',
			`peak, ${fewItems} items`,
			`${items} items`,
			'last run',
			'each run',
		],
		rows: rows.map((row) => [
			row.name,
			spread(row.seconds),
			ratio(row.ratio),
			String(row.created),
			String(row.completed),
			String(row.requests),
			String(row.mostInFlight),
			megabytes(row.idle),
			megabytes(row.peakFew),
			megabytes(row.peakMany),
			megabytes(row.peakAgain),
			row.seconds.each.map(seconds).join(', '),
		]),
		goals: [
			{
				goal: `this node takes at most ${ratio(mostRatio)} the floor`,
				measured: ratio(own.ratio),
				isMet: own.ratio <= mostRatio,
			},
			{
				goal: `this node creates ${items} videos, each once, and gets every file`,
				measured: `${own.created} created, ${own.completed} files`,
				isMet: own.created === items && own.completed === items,
			},
			{
				goal: `never more than ${bound} requests at a time`,
				measured: `${own.mostInFlight}`,
				isMet: own.mostInFlight <= bound,
			},
			{
				goal: `memory stays flat: the last run needs at most ${megabytes(mostGrowth)} more than the first`,
				measured: megabytes(own.peakAgain - own.peakMany),
				isMet: own.peakAgain - own.peakMany <= mostGrowth,
			},
		],
	};
}
