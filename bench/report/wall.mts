import type { WallResult } from '../measures/wall.mts';
import type { Section } from './section.mts';
import { fileSize, plainSeconds, ratio, seconds, spread } from './units.mts';

const mostRatio = 1.05;

/** What measure (a) found. */
export function wallSection({ plan, floor, download, rows }: WallResult): Section {
	const { items, renderSeconds, fileBytes, runs, serialRuns } = plan;
	const [own] = rows;
	return {
		title: `(a) ${items} items from prompt to file`,
		about:
			`Each video renders for ${plainSeconds(renderSeconds)} and has ${fileSize(fileBytes)}. ` +
			"The time is n8n's own, from the execution's start to its end; medians of " +
			`${runs} runs in turns, with quartiles in brackets, and of ${serialRuns} of the built-in node, ` +
			'which makes its items one after the other. In its first run this node has never met a video ' +
			'of this length; it has learned from it in those after. ' +
			`The floor, ${seconds(floor.seconds)}, is the render and a plain undici download of ` +
			`the same ${items} files at once (${seconds(floor.downloadSeconds)}), which stores nothing. ` +
			`n8n's own HTTP Request takes ${spread(download)} to download and store them, when they are ready: ` +
			`after the render that is ${ratio((floor.renderSeconds + download.median) / floor.seconds)} the floor.`,
		head: ['', 'time', 'ratio to the floor', 'requests', 'each run'],
		rows: [
			['Floor', seconds(floor.seconds), ratio(1), '', ''],
			...rows.map((row) => [
				row.name,
				spread(row.seconds),
				ratio(row.ratio),
				String(row.requests),
				row.seconds.each.map(seconds).join(', '),
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
