import type { BusyWait } from './busyQueue';
import type { Limiter } from './limiter';
import type { RenderTimes } from './renderTimes/renderTimes';
import type { Transport } from './transport';

/** Where requests go, and what bounds them. */
export interface Connection {
	transport: Transport;
	/** The API's root without a trailing slash. */
	baseUrl: string;
	/** Stands for the key, without being it: two connections that have it alike have the same key. Left out, all have the same. */
	account?: string;
	/** What goes along with every request to the origin of the base URL, and with no other. */
	extraHeaders: Record<string, string>;
	extraQuery: Record<string, unknown>;
	/** The longest to wait for an answer, in milliseconds. */
	timeoutMs: number;
	/** The longest to wait for the next bytes of a file, in milliseconds. */
	idleMs: number;
	/** Bounds the requests that are active at once. */
	limit: Limiter;
	/** Bounds the answers with a file inside that are in memory at once. */
	inlineLimit: Limiter;
	/** How long earlier jobs took; left out, nothing is learned. */
	renderTimes?: RenderTimes;
	/** How creates wait for a busy server; left out, they do not. */
	busyWait?: BusyWait;
	/** The largest file to download, in bytes. */
	largestFile?: number;
	/** Whether a server with a public address may name files at private ones. */
	allowsPrivateFiles?: boolean;
}
