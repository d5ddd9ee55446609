import { WebSocket } from 'undici';

/** What a Node process holds. Bytes and counts. */
export interface Held {
	rss: number;
	heapUsed: number;
	/** heap and what lies beside it: buffers */
	heapAndBuffers: number;
	/** what keeps its event loop alive, e.g. `TCPSocketWrap: 12` */
	resources: Record<string, number>;
	/** event listeners of the process itself */
	listeners: number;
}

/** Looks into a running Node process. */
export interface Inspector {
	/** What it holds now; with a collection first, nothing of that is garbage. */
	look(options?: { collects: boolean }): Promise<Held>;
	close(): void;
}

/** Environment of a Node process that can be looked into, on a free port of 127.0.0.1. */
export const inspectable = { NODE_OPTIONS: '--inspect=127.0.0.1:0' };

const EXPRESSION = `(() => {
	const { rss, heapUsed, external } = process.memoryUsage();
	const resources = {};
	for (const name of process.getActiveResourcesInfo()) resources[name] = (resources[name] ?? 0) + 1;
	const listeners = process.eventNames().reduce((sum, name) => sum + process.listenerCount(name), 0);
	return { rss, heapUsed, heapAndBuffers: heapUsed + external, resources, listeners };
})()`;

interface Answer {
	id?: number;
	error?: { message: string };
	result?: { result?: { value?: unknown }; exceptionDetails?: { text: string } };
}

/**
 * Connects to the first process that announced itself.
 * @param output what it has printed
 * @throws Error when there is none
 */
export async function openInspector(output: string): Promise<Inspector> {
	const [, url] = /Debugger listening on (ws:\/\/\S+)/.exec(output) ?? [];
	if (url === undefined) throw new Error('n8n has no inspector: it was not started with one.');
	const socket = new WebSocket(url);
	await new Promise<void>((resolve, reject) => {
		socket.addEventListener('open', () => resolve());
		socket.addEventListener('error', () => reject(new Error(`No connection to ${url}.`)));
	});
	const waiting = new Map<number, { resolve(answer: Answer): void; reject(error: Error): void }>();
	socket.addEventListener('message', ({ data }) => {
		const answer = JSON.parse(String(data)) as Answer;
		if (answer.id === undefined) return;
		waiting.get(answer.id)?.resolve(answer);
		waiting.delete(answer.id);
	});
	socket.addEventListener('close', () => {
		for (const { reject } of waiting.values()) reject(new Error('The inspected process ended.'));
		waiting.clear();
	});
	let last = 0;
	const call = async (method: string, params: object = {}): Promise<Answer> => {
		const id = ++last;
		const answer = new Promise<Answer>((resolve, reject) => waiting.set(id, { resolve, reject }));
		socket.send(JSON.stringify({ id, method, params }));
		const { error, ...rest } = await answer;
		if (error) throw new Error(`${method}: ${error.message}`);
		return rest;
	};
	return {
		async look({ collects } = { collects: false }) {
			if (collects) await call('HeapProfiler.collectGarbage');
			const params = { expression: EXPRESSION, returnByValue: true };
			const { result } = await call('Runtime.evaluate', params);
			if (result?.exceptionDetails) throw new Error(result.exceptionDetails.text);
			return result?.result?.value as Held;
		},
		close: () => socket.close(),
	};
}
