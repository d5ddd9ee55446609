// Joins clips in a process of its own, and reports how much more memory that took: node main.cjs FILE CLIPS BYTES
import { Readable } from 'node:stream';
import { BinaryDataService } from 'n8n-core';
import type { IBinaryData } from 'n8n-workflow';
import { clipParts } from '../../support/clip-file.mts';
import { peakBytes, resetPeak } from '../../faults/support/process/peak.mts';
import { Container } from './container.mts';
import { startEngine, stopEngine } from './engine.mts';
import { join } from './join.mts';

/** What was measured. */
export interface JoinMeasured {
	error: string | undefined;
	/** How long the joined video is, in seconds, and its size. */
	seconds: number;
	bytes: number;
	/** How much more memory the join took; of no meaning outside of Linux. */
	extraMb: number;
	durationMs: number;
}

const MB = 1024 * 1024;
const FRAMES = 250;
const zeros = Buffer.alloc(64 * 1024);

function* contentOf(frameBytes: number): Generator<Buffer> {
	const { head, bytes, tail } = clipParts({ video: { count: FRAMES, bytes: frameBytes } });
	yield head;
	for (let left = bytes; left > 0; left -= zeros.length) {
		yield zeros.subarray(0, Math.min(left, zeros.length));
	}
	yield tail;
}

async function storedClip(bytes: number): Promise<IBinaryData> {
	const location = { type: 'execution' as const, workflowId: 'w', executionId: '1' };
	const content = Readable.from(contentOf(Math.round(bytes / FRAMES)), { objectMode: false });
	const binary = { data: '', fileName: 'clip.mp4', mimeType: 'video/mp4' };
	return await Container.get(BinaryDataService).store(location, content, binary);
}

async function measure(clips: number, bytes: number): Promise<JoinMeasured> {
	const small = await storedClip(MB);
	const large = await storedClip(bytes);
	const items = (data: IBinaryData) =>
		Array.from({ length: clips }, () => ({ json: {}, binary: { data } }));
	// What is loaded and compiled at the first use is no matter of the clips'.
	for (let n = 0; n < 3; n += 1) await join(items(small));
	globalThis.gc!();
	const before = process.memoryUsage.rss();
	resetPeak();
	const { items: joined, error, durationMs } = await join(items(large));
	const extraMb = (peakBytes() - before) / MB;
	const { seconds = 0, bytes: size = 0 } = (joined[0]?.json.file ?? {}) as Partial<JoinMeasured>;
	return { error: error?.message, seconds, bytes: size, extraMb, durationMs };
}

const [clips, bytes] = process.argv.slice(3).map(Number);
void startEngine()
	.then(async () => await measure(clips, bytes))
	.then((measured) => process.send!(measured, () => process.disconnect()))
	.finally(stopEngine);
