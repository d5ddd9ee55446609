import type { LagCell, LagPoint } from '../measures/lag.mts';
import type { Results } from '../results.mts';

/** One row of points of an XY chart. */
export interface Series {
	name: string;
	points: Array<{ x: number; y: number; label?: string }>;
	/** Whether a line joins them; else they are dots. */
	isLine: boolean;
	isOwn: boolean;
}

/** Points or curves over two axes. */
export interface XyChart {
	title: string;
	xTitle: string;
	yTitle: string;
	series: Series[];
}

function pointsOf(points: LagPoint[], kind: LagPoint['kind']): Series['points'] {
	return points
		.filter((point) => point.kind === kind)
		.map(({ name, polls, share }) => ({
			x: polls,
			y: share * 100,
			label: name.replace(/^This node, /, ''),
		}));
}

function lagChart({ renderSeconds, points }: LagCell): XyChart {
	const series = (name: string, kind: LagPoint['kind'], isLine: boolean, isOwn: boolean) => ({
		name,
		points: pointsOf(points, kind),
		isLine,
		isOwn,
	});
	return {
		title: `${renderSeconds} s renders, progress hidden: lag against polls`,
		xTitle: 'polls, mean',
		yTitle: 'lag, % of the render',
		series: [
			series('Fixed interval', 'fixed', true, false),
			series('Before it learned', 'before', false, false),
			series('Unlearned', 'unlearned', false, true),
			series('Learned', 'learned', false, true),
		],
	};
}

/** The XY charts that these results have something for. */
export function picturesOf({ h }: Results): XyChart[] {
	return h ? h.result.cells.map(lagChart) : [];
}
