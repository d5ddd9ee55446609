import { createCanvas, type SKRSContext2D } from '@napi-rs/canvas';
import type { BarChart } from './bars.mts';
import type { XyChart } from './curves.mts';
import { colours, FONT, margin, titleHeight, width } from './look.mts';
import { drawXy, xyHeight } from './xy.mts';

const labelWidth = 280;
const textWidth = 190;
const barHeight = 26;
const rowHeight = 36;
const gap = 24;
/** Sharp on screens that have two pixels for one. */
const scale = 2;

type Chart = BarChart | XyChart;

function heightOf(chart: Chart): number {
	if (!('bars' in chart)) return xyHeight + gap;
	return titleHeight + chart.bars.length * rowHeight + gap;
}

function drawBars(context: SKRSContext2D, { title, bars }: BarChart, top: number): void {
	context.fillStyle = colours.ink;
	context.font = `bold 19px "${FONT}"`;
	context.fillText(title, margin, top + 24);
	const longest = Math.max(...bars.map((bar) => bar.value));
	const room = width - 2 * margin - labelWidth - textWidth;
	bars.forEach((bar, index) => {
		const y = top + titleHeight + index * rowHeight;
		const baseline = y + barHeight / 2 + 6;
		const length = Math.max((bar.value / longest) * room, 2);
		context.font = `${bar.isOwn ? 'bold ' : ''}16px "${FONT}"`;
		context.fillStyle = colours.ink;
		context.fillText(bar.label, margin, baseline, labelWidth - 12);
		context.fillStyle = bar.isOwn ? colours.own : colours.other;
		context.fillRect(margin + labelWidth, y, length, barHeight);
		context.fillStyle = colours.faint;
		context.fillText(bar.text, margin + labelWidth + length + 10, baseline, textWidth - 10);
	});
}

/** Draws the charts one below the other. @returns a PNG */
export async function drawCharts(charts: Chart[]): Promise<Buffer> {
	const height = charts.reduce((sum, chart) => sum + heightOf(chart), margin);
	const canvas = createCanvas(width * scale, height * scale);
	const context = canvas.getContext('2d');
	context.scale(scale, scale);
	context.fillStyle = '#fff';
	context.fillRect(0, 0, width, height);
	let top = margin / 2;
	for (const chart of charts) {
		if ('bars' in chart) drawBars(context, chart, top);
		else drawXy(context, chart, top);
		top += heightOf(chart);
	}
	return await canvas.encode('png');
}
