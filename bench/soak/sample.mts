import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { openOf } from '../proc.mts';
import type { SoakStage } from './stage.mts';

/** What n8n holds at one moment. Bytes and counts. */
export interface Sample {
	/** seconds since the first sample */
	at: number;
	rss: number;
	heapUsed: number;
	/** heap and buffers after a collection; only some samples have it */
	held?: number;
	sockets: number;
	/** sockets to the video server */
	toServer: number;
	openFiles: number;
	/** event listeners of the process itself */
	listeners: number;
	timers: number;
	temporaryFiles: number;
	/** in n8n's storage of binary data */
	storedFiles: number;
	/** videos that were reported so far */
	reported: number;
}

function filesBelow(folder: string): number {
	if (!existsSync(folder)) return 0;
	const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
	return entries.filter((entry) => entry.isFile()).length;
}

/** Looks at everything once. @param collects whether garbage is collected before, see `held` */
export async function takeSample(
	stage: SoakStage,
	startedAt: number,
	collects: boolean,
): Promise<Sample> {
	const { inspector, server, sandbox, host, temporary, receiver } = stage;
	// What an execution holds comes and goes, so first as it is.
	const now = await inspector.look();
	const after = collects ? await inspector.look({ collects: true }) : undefined;
	const { files, sockets, toPort } = openOf(server.pid, Number(new URL(sandbox.origin).port));
	return {
		at: (Date.now() - startedAt) / 1000,
		rss: now.rss,
		heapUsed: now.heapUsed,
		...(after && { held: after.heapAndBuffers }),
		sockets,
		toServer: toPort,
		openFiles: files,
		listeners: now.listeners,
		timers: now.resources.Timeout ?? 0,
		temporaryFiles: filesBelow(temporary),
		storedFiles: filesBelow(path.join(host.folder, '.n8n', 'storage')),
		reported: receiver.uploads.length,
	};
}
