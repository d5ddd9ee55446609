import fc from 'fast-check';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { MediaFacts } from '../../../protocol/media/containers/facts';
import { mediaReader } from '../../../protocol/media/containers/mediaReader';
import { ffprobe } from './ffmpeg.mts';

// From a byte to more than a socket brings.
const SIZES = fc.array(
	fc.oneof(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 70_000 })),
	{
		minLength: 1,
	},
);
const RUNS = 5;

/** The facts of a file that comes in pieces of these sizes, again and again. */
function factsOf(file: Buffer, sizes: number[]): MediaFacts | undefined {
	const reader = mediaReader();
	let piece = 0;
	for (let at = 0; at < file.length; at += sizes[piece++ % sizes.length]) {
		reader.push(file.subarray(at, at + sizes[piece % sizes.length]));
	}
	return reader.end();
}

/** The facts of a file on the disk, as its stream brings it. */
export async function streamedFacts(file: string): Promise<MediaFacts | undefined> {
	const reader = mediaReader();
	for await (const chunk of createReadStream(file, { highWaterMark: 4 * 1024 * 1024 })) {
		reader.push(chunk as Buffer);
	}
	return reader.end();
}

/** Fails where ffprobe reads something else from the file. */
async function expectAsFfprobe(file: string, facts: MediaFacts | undefined): Promise<void> {
	const { seconds, framesPerSecond, ...exact } = await ffprobe(file);
	expect(facts).toMatchObject(exact);
	expect(Math.abs((facts?.seconds ?? 0) - seconds)).toBeLessThan(0.05);
	expect(Math.abs((facts?.framesPerSecond ?? 0) / framesPerSecond - 1)).toBeLessThan(0.005);
}

/** Fails where ffprobe reads something else from the file, or where it matters how the file is cut into pieces. */
export async function expectSameFacts(file: string): Promise<MediaFacts> {
	const facts = await streamedFacts(file);
	await expectAsFfprobe(file, facts);
	const bytes = await readFile(file);
	// A failing property prints its seed.
	fc.assert(
		fc.property(SIZES, (sizes) => expect(factsOf(bytes, sizes)).toEqual(facts)),
		{ numRuns: RUNS },
	);
	return facts as MediaFacts;
}

/** The same for a file that is too large to be held. */
export async function expectSameStreamedFacts(file: string): Promise<void> {
	await expectAsFfprobe(file, await streamedFacts(file));
}
