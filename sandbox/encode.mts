import { createCanvas } from '@napi-rs/canvas';
import h264 from 'h264-mp4-encoder';
import type { Scene } from './scene.mts';

/** Few, since a frame costs some 40 ms; divides the encoder's 90 000 ticks a second evenly. */
const FRAMES_PER_SECOND = 5;

/** An H.264 mp4 of the whole scene. */
export async function encodeVideo(scene: Scene, seconds: number): Promise<Uint8Array> {
	const { width, height } = scene.canvas;
	const encoder = await h264.createH264MP4Encoder();
	Object.assign(encoder, {
		width,
		height,
		frameRate: FRAMES_PER_SECOND,
		speed: 10,
		quantizationParameter: 28,
		groupOfPictures: 4 * FRAMES_PER_SECOND,
	});
	encoder.initialize();
	const context = scene.canvas.getContext('2d');
	const frames = seconds * FRAMES_PER_SECOND;
	for (let index = 0; index < frames; index += 1) {
		scene.frame(index / frames);
		encoder.addFrameRgba(context.getImageData(0, 0, width, height).data);
	}
	encoder.finalize();
	const file = encoder.FS.readFile(encoder.outputFilename);
	encoder.delete();
	return file;
}

/** The first picture as webp. */
export async function encodeThumbnail(scene: Scene): Promise<Uint8Array> {
	scene.frame(0);
	return scene.canvas.encode('webp', 80);
}

/** Five pictures side by side, a third in size, as jpeg. */
export async function encodeSpritesheet(scene: Scene): Promise<Uint8Array> {
	const count = 5;
	const width = Math.round(scene.canvas.width / 3);
	const height = Math.round(scene.canvas.height / 3);
	const sheet = createCanvas(width * count, height);
	for (let index = 0; index < count; index += 1) {
		scene.frame(index / count);
		sheet.getContext('2d').drawImage(scene.canvas, index * width, 0, width, height);
	}
	return sheet.encode('jpeg', 80);
}
