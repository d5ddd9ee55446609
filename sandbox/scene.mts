import { createRequire } from 'node:module';
import {
	createCanvas,
	GlobalFonts,
	loadImage,
	type Canvas,
	type SKRSContext2D,
} from '@napi-rs/canvas';
import { clipKey, dimensions, type ClipSpec } from './clip-spec.mts';
import { wrapText } from './wrap-text.mts';

// A container often has no fonts at all; scripts that this one lacks come from the system's.
const { resolve } = createRequire(import.meta.url);
for (const name of ['DejaVuSans', 'DejaVuSans-Bold']) {
	GlobalFonts.registerFromPath(resolve(`dejavu-fonts-ttf/ttf/${name}.ttf`), 'Sandbox Sans');
}
const FONT = '"Sandbox Sans", sans-serif';

/** A clip's pictures: `frame(t)` draws the one at t (0 to 1 of the clip) on `canvas`. */
export interface Scene {
	canvas: Canvas;
	frame(t: number): void;
}

/** Prepares the pictures of a clip; what does not move is drawn once. */
export async function createScene(spec: ClipSpec): Promise<Scene> {
	const [width, height] = dimensions(spec.size);
	const still = createCanvas(width, height);
	await drawStill(still.getContext('2d'), spec, width, height);
	const canvas = createCanvas(width, height);
	const context = canvas.getContext('2d');
	const frame = (t: number) => {
		context.drawImage(still, 0, 0);
		drawMoving(context, spec, t, width, height);
	};
	return { canvas, frame };
}

/** The clip's colour, 0 to 359: a remix keeps its source's. */
function hueOf(spec: ClipSpec): number {
	return spec.source ? hueOf(spec.source) : parseInt(clipKey(spec).slice(0, 6), 16) % 360;
}

/** The image at the bottom of a chain of remixes belongs to all of them. */
const imageOf = (spec: ClipSpec): Uint8Array | undefined =>
	spec.reference?.image ?? (spec.source && imageOf(spec.source));

async function drawStill(context: SKRSContext2D, spec: ClipSpec, width: number, height: number) {
	const hue = hueOf(spec);
	const sky = context.createLinearGradient(0, 0, width / 3, height);
	sky.addColorStop(0, `hsl(${hue}, 60%, 26%)`);
	sky.addColorStop(1, `hsl(${(hue + 60) % 360}, 70%, 40%)`);
	context.fillStyle = sky;
	context.fillRect(0, 0, width, height);
	const image = imageOf(spec);
	// A Buffer that came from another thread has become a plain Uint8Array.
	if (image) context.drawImage(await loadImage(Buffer.from(image)), 0, 0, width, height);
	const shade = context.createLinearGradient(0, 0, 0, height * 0.7);
	shade.addColorStop(0, `rgba(0, 0, 0, ${image ? 0.6 : 0.3})`);
	shade.addColorStop(1, 'rgba(0, 0, 0, 0)');
	context.fillStyle = shade;
	context.fillRect(0, 0, width, height);
	drawTexts(context, spec, width, height);
}

function drawTexts(context: SKRSContext2D, spec: ClipSpec, width: number, height: number) {
	const unit = Math.min(width, height) / 720;
	const left = 48 * unit;
	const wide = width - 2 * left;
	context.fillStyle = 'rgba(255, 255, 255, 0.75)';
	context.font = `${26 * unit}px ${FONT}`;
	const facts = [spec.size, `${spec.seconds} s`, spec.model, 'sandbox'].join('  ·  ');
	context.fillText(facts, left, 70 * unit, wide);
	const origin = spec.source
		? `${spec.made ?? 'remix'} of “${spec.source.prompt.slice(0, 60)}”`
		: spec.reference?.fileId && `from ${spec.reference.fileId}`;
	if (origin) context.fillText(origin, left, 112 * unit, wide);
	context.fillStyle = '#fff';
	context.font = `bold ${44 * unit}px ${FONT}`;
	const lineHeight = 58 * unit;
	const top = 190 * unit;
	const room = Math.floor((height * 0.62 - top) / lineHeight) + 1;
	const lines = wrapText(spec.prompt, room, (line) => context.measureText(line).width <= wide);
	lines.forEach((line, index) => context.fillText(line, left, top + index * lineHeight));
}

/** A ball that jumps along, a clock and a bar: every frame differs from the one before. */
function drawMoving(
	context: SKRSContext2D,
	spec: ClipSpec,
	t: number,
	width: number,
	height: number,
) {
	const unit = Math.min(width, height) / 720;
	const hop = Math.abs(Math.sin(t * Number(spec.seconds) * Math.PI));
	const ground = height - 130 * unit;
	context.fillStyle = `hsl(${(hueOf(spec) + 180) % 360}, 85%, 66%)`;
	context.beginPath();
	const radius = 42 * unit;
	const x = radius + t * (width - 2 * radius);
	context.arc(x, ground - radius - hop * 110 * unit, radius, 0, 2 * Math.PI);
	context.fill();
	context.fillStyle = '#fff';
	context.fillRect(0, ground, width * t, 6 * unit);
	context.font = `bold ${34 * unit}px ${FONT}`;
	context.fillText(`${(t * Number(spec.seconds)).toFixed(1)} s`, 48 * unit, ground + 64 * unit);
}
