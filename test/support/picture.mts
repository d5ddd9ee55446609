import { createCanvas } from '@napi-rs/canvas';

/** A PNG of this size (pixels): two colours, so that up and down can be told apart. */
export async function picture(width: number, height: number): Promise<Buffer> {
	const canvas = createCanvas(width, height);
	const context = canvas.getContext('2d');
	context.fillStyle = '#1d70b8';
	context.fillRect(0, 0, width, height);
	context.fillStyle = '#f4d35e';
	context.fillRect(0, height / 2, width, height / 2);
	return canvas.encode('png');
}
