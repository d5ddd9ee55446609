import type { ManyResult } from '../measures/many.mts';
import type { Section } from './section.mts';
import { fileSize, megabytes, plainSeconds, ratio, seconds } from './units.mts';

const mostGrowth = 50e6;

/** What measure (d) found. */
export function manySection({ plan, bound, floor, rows }: ManyResult): Section {
	const { items, fewItems, renderSeconds, fileBytes, latencyMs } = plan;
	const [own] = rows;
	return {
		title: `(d) ${items} items at once`,
		about:
			`Each video renders for ${plainSeconds(renderSeconds)} and has ${fileSize(fileBytes)}; every answer takes ` +
			`${latencyMs} ms longer, as over a network, so that requests overlap. ` +
			`The floor, ${seconds(floor.seconds)}, is the render and a plain download of the same ` +
			`${items} files, ${bound} at a time (${seconds(floor.downloadSeconds)}). Memory is that of one ` +
			`fresh n8n: before, and its peaks (VmHWM, each set back before) with ${fewItems} items, with ` +
			`the ${items}, and with ${items} more. The built-in node, which makes its items one after the ` +
			'other, is left out.',
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
			`${items} again`,
		],
		rows: rows.map((row) => [
			row.name,
			seconds(row.seconds),
			ratio(row.ratio),
			String(row.created),
			String(row.completed),
			String(row.requests),
			String(row.mostInFlight),
			megabytes(row.idle),
			megabytes(row.peakFew),
			megabytes(row.peakMany),
			megabytes(row.peakAgain),
		]),
		goals: [
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
				goal: `memory stays flat: ${items} more need at most ${megabytes(mostGrowth)} more`,
				measured: megabytes(own.peakAgain - own.peakMany),
				isMet: own.peakAgain - own.peakMany <= mostGrowth,
			},
		],
	};
}
