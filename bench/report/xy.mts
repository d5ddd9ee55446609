import type { SKRSContext2D } from '@napi-rs/canvas';
import type { Series, XyChart } from './curves.mts';
import { colours, FONT, margin, titleHeight, width } from './look.mts';

const plotHeight = 260;
const axisWidth = 90;
const axisHeight = 56;

/** How high such a chart is, in pixels. */
export const xyHeight = titleHeight + plotHeight + axisHeight;

interface Scale {
	most: number;
	step: number;
}

/** A scale from 0 with round steps. */
export function scaleFor(most: number): Scale {
	if (!(most > 0)) return { most: 1, step: 0.5 };
	const power = 10 ** Math.floor(Math.log10(most / 4));
	const step = [1, 2, 5, 10].map((factor) => factor * power).find((one) => most / one <= 5);
	return { step: step ?? most, most: Math.ceil(most / (step ?? most)) * (step ?? most) };
}

interface Frame {
	left: number;
	top: number;
	right: number;
	bottom: number;
	x: Scale;
	y: Scale;
}

const place = ({ left, right, top, bottom, x, y }: Frame, point: { x: number; y: number }) => ({
	x: left + (point.x / x.most) * (right - left),
	y: bottom - (point.y / y.most) * (bottom - top),
});

const tick = (value: number) => String(Number(value.toPrecision(6)));

function drawAxes(context: SKRSContext2D, frame: Frame, { xTitle, yTitle }: XyChart): void {
	const { left, right, top, bottom, x, y } = frame;
	context.font = `14px "${FONT}"`;
	for (let value = 0; value <= y.most + y.step / 2; value += y.step) {
		const at = place(frame, { x: 0, y: value });
		context.fillStyle = colours.grid;
		context.fillRect(left, at.y, right - left, 1);
		context.fillStyle = colours.faint;
		context.textAlign = 'right';
		context.fillText(tick(value), left - 8, at.y + 5);
	}
	context.textAlign = 'center';
	for (let value = 0; value <= x.most + x.step / 2; value += x.step) {
		context.fillText(tick(value), place(frame, { x: value, y: 0 }).x, bottom + 20);
	}
	context.fillText(xTitle, (left + right) / 2, bottom + 42);
	context.textAlign = 'left';
	context.fillText(yTitle, margin, top - 18);
}

function drawSeries(context: SKRSContext2D, frame: Frame, series: Series, colour: string): void {
	const dots = series.points.map((point) => ({ ...place(frame, point), label: point.label }));
	context.strokeStyle = colour;
	context.fillStyle = colour;
	context.lineWidth = 2;
	if (series.isLine) {
		context.beginPath();
		for (const { x, y } of dots) context.lineTo(x, y);
		context.stroke();
	}
	context.font = `${series.isOwn ? 'bold ' : ''}14px "${FONT}"`;
	for (const { x, y, label } of dots) {
		if (label === undefined) continue;
		context.beginPath();
		context.arc(x, y, 5, 0, 2 * Math.PI);
		context.fill();
		const isRight = x > (frame.left + frame.right) / 2;
		context.textAlign = isRight ? 'right' : 'left';
		context.fillText(label, x + (isRight ? -9 : 9), y - 8);
	}
	context.textAlign = 'left';
}

// Curves without labels of their own need one for all.
function drawLegend(context: SKRSContext2D, frame: Frame, all: Series[], palette: string[]): void {
	let left = frame.left + 12;
	context.font = `14px "${FONT}"`;
	all.forEach(({ name, points }, index) => {
		if (points.some(({ label }) => label !== undefined)) return;
		context.fillStyle = palette[index % palette.length];
		context.fillRect(left, frame.top + 4, 14, 4);
		context.fillText(name, left + 20, frame.top + 12);
		left += 44 + context.measureText(name).width;
	});
}

/** Draws a chart of points or curves. @param top where it begins, in pixels */
export function drawXy(context: SKRSContext2D, chart: XyChart, top: number): void {
	context.fillStyle = colours.ink;
	context.font = `bold 19px "${FONT}"`;
	context.fillText(chart.title, margin, top + 24);
	const points = chart.series.flatMap((series) => series.points);
	const frame: Frame = {
		left: margin + axisWidth,
		right: width - margin,
		top: top + titleHeight + 26,
		bottom: top + titleHeight + plotHeight,
		x: scaleFor(Math.max(...points.map(({ x }) => x))),
		y: scaleFor(Math.max(...points.map(({ y }) => y))),
	};
	drawAxes(context, frame, chart);
	const labelled = points.some(({ label }) => label !== undefined);
	const palette = labelled ? [] : colours.curves;
	chart.series.forEach((series, index) => {
		const own = series.isOwn ? colours.own : colours.other;
		drawSeries(context, frame, series, palette[index % colours.curves.length] ?? own);
	});
	if (!labelled) drawLegend(context, frame, chart.series, palette);
}
