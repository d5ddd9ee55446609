import type { WallResult } from '../measures/wall.mts';
import type { Section } from './section.mts';
import { fileSize, plainSeconds, ratio, seconds } from './units.mts';

const mostRatio = 1.1;

/** What measure (a) found. */
export function wallSection({ plan, floor, rows }: WallResult): Section {
	const { items, renderSeconds, fileBytes } = plan;
	const [own] = rows;
	return {
		title: `(a) ${items} items from prompt to file`,
		about:
			`Each video renders for ${plainSeconds(renderSeconds)} and has ${fileSize(fileBytes)}. ` +
			"The time is n8n's own, from the execution's start to its end; of several runs the median. " +
			`The floor, ${seconds(floor.seconds)}, is the render and a plain undici download of ` +
			`the same ${items} files at once (${seconds(floor.downloadSeconds)}).`,
		head: ['', 'time', 'ratio to the floor', 'requests', 'each run'],
		rows: [
			['Floor', seconds(floor.seconds), ratio(1), '', ''],
			...rows.map((row) => [
				row.name,
				seconds(row.median),
				ratio(row.ratio),
				String(row.requests),
				row.seconds.map(seconds).join(', '),
			]),
		],
		goals: [
			{
				goal: `this node takes at most ${ratio(mostRatio)} the floor`,
				measured: ratio(own.ratio),
				isMet: own.ratio <= mostRatio,
			},
		],
	};
}
