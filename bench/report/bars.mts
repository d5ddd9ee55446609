import type { NoticeResult } from '../measures/notice.mts';
import type { WallResult } from '../measures/wall.mts';
import type { Results } from '../results.mts';
import { plainSeconds, ratio, seconds } from './units.mts';

/** One bar. */
export interface Bar {
	label: string;
	value: number;
	/** what stands at its end */
	text: string;
	isOwn: boolean;
}

/** Bars with one scale. */
export interface BarChart {
	title: string;
	bars: Bar[];
}

function wallChart({ plan, floor, rows }: WallResult): BarChart {
	return {
		title: `${plan.items} items, ${plainSeconds(plan.renderSeconds)} render: time, as ratio to the floor`,
		bars: [
			{ label: 'Floor', value: 1, text: `${ratio(1)}  (${seconds(floor.seconds)})`, isOwn: false },
			...rows.map((row, index) => ({
				label: row.name,
				value: row.ratio,
				text: `${ratio(row.ratio)}  (${seconds(row.seconds.median)})`,
				isOwn: index === 0,
			})),
		],
	};
}

function pollsText(polls: number): string {
	return `  (${polls} ${polls === 1 ? 'poll' : 'polls'})`;
}

function noticeCharts({ plan, rows }: NoticeResult): BarChart[] {
	return plan.renders.map((render, column) => ({
		title: `${plainSeconds(render)} render: from completion to the request for the file, mean`,
		bars: rows.map(({ name, cells }, index) => ({
			label: name,
			value: cells[column].fetchedAfter.mean,
			text: `${seconds(cells[column].fetchedAfter.mean)}${pollsText(cells[column].polls)}`,
			isOwn: index < 2,
		})),
	}));
}

/** The charts that these results have something for. */
export function barsOf({ a, b }: Results): BarChart[] {
	return [...(a ? [wallChart(a.result)] : []), ...(b ? noticeCharts(b.result) : [])];
}
