import { setTimeout as sleep } from 'node:timers/promises';
import type { MediaFacts } from '../../protocol/media/containers/facts.ts';
import { mediaReader } from '../../protocol/media/containers/mediaReader.ts';
import { heldBytes } from '../../test/support/heldBytes.mts';
import { createVideos, readChunks } from '../floor.mts';
import { median } from '../numbers.mts';
import type { Plan } from '../plan.mts';
import type { Stage } from '../stage.mts';

/** One download of the file, to nowhere. */
interface Download {
	seconds: number;
	/** of these, what the reader took; 0 without it */
	readingSeconds: number;
	facts: MediaFacts | undefined;
}

export interface FactsResult {
	plan: Plan['facts'];
	/** medians of the downloads without the reader and with it, which took turns */
	withoutSeconds: number;
	withSeconds: number;
	readingSeconds: number;
	/** by one reader, once it has seen the file's beginning */
	heldBytes: number;
	facts: MediaFacts;
}

async function download(stage: Stage, id: string): Promise<Download> {
	const startedAt = performance.now();
	for await (const chunk of readChunks(stage.sandbox, id)) void chunk;
	const seconds = (performance.now() - startedAt) / 1000;
	return { seconds, readingSeconds: 0, facts: undefined };
}

async function downloadAndRead(stage: Stage, id: string): Promise<Download> {
	const reader = mediaReader();
	const startedAt = performance.now();
	let reading = 0;
	for await (const chunk of readChunks(stage.sandbox, id)) {
		const at = performance.now();
		reader.push(chunk);
		reading += performance.now() - at;
	}
	const seconds = (performance.now() - startedAt) / 1000;
	return { seconds, readingSeconds: reading / 1000, facts: reader.end() };
}

// One reader is lost among all else: what so many hold is shared among them.
const READERS = 10_000;
// Long enough for what the downloads left to be given back.
const SETTLE_MS = 500;

async function bytesOfReader(stage: Stage, id: string): Promise<number> {
	const chunks = readChunks(stage.sandbox, id);
	const first = await chunks.next();
	const head = Buffer.from(first.value ?? []);
	await chunks.return();
	await sleep(SETTLE_MS);
	heldBytes();
	const before = heldBytes();
	const held = Array.from({ length: READERS }, mediaReader);
	for (const reader of held) reader.push(head);
	return (heldBytes() - before) / held.length;
}

/** Measure (e): what reading the facts of a file adds to its download. No n8n takes part. */
export async function measureFacts(stage: Stage): Promise<FactsResult> {
	const { sandbox, plan, say } = stage;
	const { fileBytes, runs } = plan.facts;
	await sandbox.reset();
	await sandbox.settings({ renderSeconds: 0, fileBytes });
	const [id] = await createVideos(sandbox, 1);
	await sleep(50);
	await download(stage, id);
	await downloadAndRead(stage, id);
	const without: Download[] = [];
	const read: Download[] = [];
	for (let run = 0; run < runs; run += 1) {
		say(`  e: downloads ${2 * run + 1} and ${2 * run + 2} of ${2 * runs}`);
		// Each comes first as often as the other.
		if (run % 2 === 0) without.push(await download(stage, id));
		read.push(await downloadAndRead(stage, id));
		if (run % 2 === 1) without.push(await download(stage, id));
	}
	const [{ facts }] = read;
	if (facts === undefined) throw new Error('No facts were read from the file.');
	return {
		plan: plan.facts,
		withoutSeconds: median(without.map(({ seconds }) => seconds)),
		withSeconds: median(read.map(({ seconds }) => seconds)),
		readingSeconds: median(read.map(({ readingSeconds }) => readingSeconds)),
		heldBytes: await bytesOfReader(stage, id),
		facts,
	};
}
