import { sleep, type IBinaryData } from 'n8n-workflow';
import { orInterrupted, throwIfInterrupted } from '../../../client/signals';
import type { StoredFile } from '../../../client/transfer';
import type { JoinPlan } from '../../../protocol/mp4/plan';
import { chunksOf, openStored, type ItemFile, type Reading } from './itemFile';
import { joinedBytes, type Sources } from './joinedBytes';
import { hasChanged, notStored } from './storageErrors';

const MP4 = 'video/mp4';

/** What becomes one video: the clips in order, and the audio file that replaces their sound. */
export interface ClipFiles {
	clips: ItemFile[];
	audio?: ItemFile;
}

function sourcesOf(reading: Reading, { clips, audio }: ClipFiles): Sources {
	const fileOf = (source: number | 'audio') => (source === 'audio' ? audio! : clips[source]);
	return {
		open: (source) => chunksOf(reading, fileOf(source)),
		ended: (source) => hasChanged(fileOf(source)),
	};
}

async function toBuffer(blocks: AsyncIterable<Buffer>, bytes: number): Promise<Buffer> {
	const whole = Buffer.alloc(bytes);
	let at = 0;
	for await (const block of blocks) at += block.copy(whole, at);
	return whole;
}

async function storeBuffer(
	{ context }: Reading,
	whole: Buffer,
	fileName: string,
): Promise<IBinaryData> {
	return await context.helpers.prepareBinaryData(whole, fileName, MP4).catch((error: unknown) => {
		throw notStored(error);
	});
}

// A storage that notices a stream's failure removes what it has written; one that does not would wait for ever.
const STORAGE_NOTICES_MS = 2000;

/**
 * Hands a stream of the bytes to n8n's storage, which takes them as fast as it can store them. What goes wrong fails the stream before
 * its end, so that n8n removes what it has written.
 */
async function storeStream(
	reading: Reading,
	seed: ItemFile,
	bytes: AsyncIterable<Buffer>,
	fileName: string,
): Promise<IBinaryData> {
	let failure: unknown;
	let hasBegun = false;
	const opened = await openStored(reading, seed);
	// The way from a generator to a stream without Node's module for it: any stream's first chunk becomes all of these.
	const stream = opened.take(1).flatMap(() => {
		hasBegun = true;
		return bytes;
	});
	const failing = new Promise<never>((_, reject) => {
		stream.on('error', (error) => {
			failure = error;
			void sleep(STORAGE_NOTICES_MS).then(() => reject(error));
		});
	});
	failing.catch(() => undefined);
	try {
		const storing = reading.context.helpers
			.prepareBinaryData(stream, fileName, MP4)
			.catch((error: unknown) => {
				throw failure ?? notStored(error);
			});
		const stored = await orInterrupted(Promise.race([storing, failing]), reading.stopSignal);
		// It had bytes when its tables were read.
		if (!hasBegun) throw hasChanged(seed);
		return stored;
	} finally {
		stream.destroy();
		opened.destroy();
	}
}

/**
 * Writes a joined video into n8n's storage, with next to no memory where the clips are in n8n's storage.
 * @throws ClipError where a clip has changed, VideosError where n8n cannot store the file, or the execution is stopped; nothing is stored then
 */
export async function store(
	reading: Reading,
	plan: JoinPlan,
	files: ClipFiles,
	fileName: string,
): Promise<StoredFile> {
	throwIfInterrupted(reading.stopSignal);
	const all = [...files.clips, ...(files.audio ? [files.audio] : [])];
	const seed = all.find(({ id }) => id !== undefined);
	const bytes = joinedBytes(plan, sourcesOf(reading, files));
	const file =
		seed === undefined
			? await storeBuffer(reading, await toBuffer(bytes, plan.bytes), fileName)
			: await storeStream(reading, seed, bytes, fileName);
	return { file, bytes: plan.bytes, facts: plan.facts };
}
