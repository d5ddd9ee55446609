import { mean } from './numbers.mts';

/** A straight line through points. */
export interface Line {
	slope: number;
	intercept: number;
	/** of the slope */
	standardError: number;
}

export interface Point {
	x: number;
	y: number;
}

/** Fits a line by least squares. @throws Error for fewer than three points */
export function fitLine(points: Point[]): Line {
	if (points.length < 3) throw new Error(`A line needs three points, not ${points.length}.`);
	const middle = { x: mean(points.map(({ x }) => x)), y: mean(points.map(({ y }) => y)) };
	const spread = points.reduce((sum, { x }) => sum + (x - middle.x) ** 2, 0);
	const common = points.reduce((sum, { x, y }) => sum + (x - middle.x) * (y - middle.y), 0);
	const slope = common / spread;
	const intercept = middle.y - slope * middle.x;
	const rest = points.reduce((sum, { x, y }) => sum + (y - intercept - slope * x) ** 2, 0);
	return { slope, intercept, standardError: Math.sqrt(rest / (points.length - 2) / spread) };
}

/**
 * The means of equal parts of a curve. Samples that follow each other are alike, so that each for itself
 * would make a line look surer than it is.
 */
export function blockMeans(points: Point[], blocks: number): Point[] {
	const size = Math.max(1, Math.floor(points.length / blocks));
	const count = Math.floor(points.length / size);
	return Array.from({ length: count }, (_, index) => {
		const part = points.slice(index * size, (index + 1) * size);
		return { x: mean(part.map(({ x }) => x)), y: mean(part.map(({ y }) => y)) };
	});
}
