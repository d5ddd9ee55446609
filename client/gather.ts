/**
 * Reads a source ahead while its reader is busy with what came before, and hands on what has come meanwhile in one piece: each write of n8n's
 * storage costs its process some 0.1 ms, whatever its size.
 * @param note is called with each chunk when it comes; what it throws ends the reading
 * @param most bytes that are read ahead
 * @throws what the source or `note` throws; an Error as soon as the signal is aborted, also while the source says nothing
 */
export async function* gather(
	source: AsyncIterable<Buffer>,
	note: (chunk: Buffer) => void,
	most: number,
	signal: AbortSignal,
): AsyncGenerator<Buffer> {
	let chunks: Buffer[] = [];
	let bytes = 0;
	let hasEnded = false;
	let failure: unknown;
	let wakeReader = () => {};
	let wakeSource = () => {};
	const fail = (error: unknown) => {
		failure ??= error;
		wakeReader();
	};
	const readAhead = async () => {
		for await (const chunk of source) {
			note(chunk);
			chunks.push(chunk);
			bytes += chunk.length;
			wakeReader();
			if (bytes >= most) await new Promise<void>((resolve) => (wakeSource = resolve));
		}
		hasEnded = true;
		wakeReader();
	};
	const onAbort = () => fail(new Error('aborted'));
	if (signal.aborted) onAbort();
	signal.addEventListener('abort', onAbort, { once: true });
	void readAhead().catch(fail);
	try {
		for (;;) {
			if (failure !== undefined) throw failure;
			if (bytes > 0) {
				const piece = chunks.length === 1 ? chunks[0] : Buffer.concat(chunks, bytes);
				chunks = [];
				bytes = 0;
				wakeSource();
				yield piece;
			} else if (hasEnded) return;
			else await new Promise<void>((resolve) => (wakeReader = resolve));
		}
	} finally {
		signal.removeEventListener('abort', onAbort);
	}
}
