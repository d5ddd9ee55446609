import type { ParallelResult } from '../measures/parallel.mts';
import type { Section } from './section.mts';
import { fileSize, plainSeconds, ratio, seconds, spread } from './units.mts';

/** What measure (g) found. */
export function parallelSection({ plan, floor, rows }: ParallelResult): Section {
	const { executions, items, renderSeconds, fileBytes, latencyMs, runs, serialRuns } = plan;
	return {
		title: `(g) ${executions} executions in parallel`,
		about:
			`${executions} executions of ${items} items each start at once in one n8n; the time is from the ` +
			"first one's start to the last one's end, by n8n's own record. Each video renders for " +
			`${plainSeconds(renderSeconds)} and has ${fileSize(fileBytes)}; every answer takes ${latencyMs} ms ` +
			`longer. Medians of ${runs} runs in turns, with quartiles in brackets; ${serialRuns} of the ` +
			'built-in node, which makes its items one after the other. The floor, ' +
			`${seconds(floor.seconds)}, is the render and a plain download of the same ` +
			`${executions * items} files at once (${seconds(floor.downloadSeconds)}).`,
		head: ['', 'time', 'ratio to the floor', 'requests', 'most in flight', 'each run'],
		rows: [
			['Floor', seconds(floor.seconds), ratio(1), '', '', ''],
			...rows.map((row) => [
				row.name,
				spread(row.seconds),
				ratio(row.ratio),
				String(row.requests),
				String(row.mostInFlight),
				row.seconds.each.map(seconds).join(', '),
			]),
		],
		goals: [],
	};
}
