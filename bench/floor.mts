import { setTimeout as sleep } from 'node:timers/promises';
import { request } from 'undici';
import type { Sandbox } from '../test/support/sandbox.mts';
import { clip } from './clip.mts';
import { median } from './numbers.mts';

/** What nobody can beat. */
export interface Floor {
	renderSeconds: number;
	/** median of several downloads of all files, before and after the contenders */
	downloadSeconds: number;
	/** both */
	seconds: number;
}

const repetitions = 3;

export interface Files {
	items: number;
	fileBytes: number;
	/** how many downloads run at the same time */
	atOnce: number;
	/** see `addLatency` */
	latencyMs?: number;
}

/** Has the sandbox give every answer later, as a network would. */
export async function addLatency(sandbox: Sandbox, answerDelayMs: number): Promise<void> {
	await sandbox.fault({ match: {}, times: null, fault: { answerDelayMs } });
}

/** Creates so many of the one video. @returns their ids */
export async function createVideos({ baseUrl, key }: Sandbox, count: number): Promise<string[]> {
	const ids: string[] = [];
	for (let index = 0; index < count; index += 1) {
		const { body } = await request(`${baseUrl}/videos`, {
			method: 'POST',
			headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
			body: JSON.stringify(clip),
		});
		ids.push(((await body.json()) as { id: string }).id);
	}
	return ids;
}

/** The bytes of a video's file, as they come. */
export async function* readChunks(sandbox: Sandbox, id: string): AsyncGenerator<Buffer, void> {
	const { statusCode, body } = await request(`${sandbox.baseUrl}/videos/${id}/content`, {
		headers: { authorization: `Bearer ${sandbox.key}` },
	});
	if (statusCode !== 200) throw new Error(`The sandbox answered ${statusCode} to a download.`);
	for await (const chunk of body) yield chunk as Buffer;
}

async function download(sandbox: Sandbox, id: string): Promise<number> {
	let bytes = 0;
	for await (const chunk of readChunks(sandbox, id)) bytes += chunk.length;
	return bytes;
}

async function downloadAll(sandbox: Sandbox, ids: string[], files: Files): Promise<number> {
	const left = [...ids];
	const startedAt = performance.now();
	const worker = async () => {
		for (let id = left.shift(); id !== undefined; id = left.shift()) {
			const bytes = await download(sandbox, id);
			if (bytes !== files.fileBytes) throw new Error(`A file came with ${bytes} bytes.`);
		}
	};
	await Promise.all(Array.from({ length: files.atOnce }, worker));
	return (performance.now() - startedAt) / 1000;
}

/** The render, which is known, and the median of downloads. Seconds. */
export function floorOf(renderSeconds: number, downloads: number[]): Floor {
	const downloadSeconds = median(downloads);
	return { renderSeconds, downloadSeconds, seconds: renderSeconds + downloadSeconds };
}

/**
 * Measures what belongs to the floor beside the render: plain downloads (undici, to nowhere) of the
 * same files. Leaves the sandbox with the clip rendered.
 * @returns seconds of each
 */
export async function measureFloor(sandbox: Sandbox, files: Files): Promise<number[]> {
	await sandbox.reset();
	await sandbox.settings({ renderSeconds: 0, fileBytes: files.fileBytes });
	const ids = await createVideos(sandbox, files.items);
	await sleep(50);
	await download(sandbox, ids[0]);
	if (files.latencyMs !== undefined) await addLatency(sandbox, files.latencyMs);
	const times: number[] = [];
	for (let count = 0; count < repetitions; count += 1) {
		times.push(await downloadAll(sandbox, ids, files));
	}
	return times;
}
