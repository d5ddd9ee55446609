import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { anyAnswer, anyBody } from '../../unit/support/fuzz.mts';

/** A server that answers anything to everything. */
export interface OddServer {
	baseUrl: string;
	key: string;
	/** How many answers it has given. */
	answered(): number;
	stop(): Promise<void>;
}

interface OddAnswer {
	status: number;
	headers: Record<string, string>;
	body: Buffer;
}

const KEY = 'sk-odd-4711';

// What real servers end a job with, so that the ways after it are gone too.
const ended = fc.record({
	id: fc.oneof({ weight: 4, arbitrary: fc.constantFrom('video_1', 'a/b', 'x:y=') }, anyAnswer),
	status: fc.constantFrom('completed', 'COMPLETED', 'succeeded', 'failed', 'queued', 'expired'),
	url: fc.oneof(fc.constantFrom('/file', '/v1/x', 'http://[', 'ftp://a/b', 'data:,'), anyAnswer),
	data: anyAnswer,
});

const MP4 = Buffer.concat([Buffer.from('\0\0\0\x18ftypisom\0\0\0\0', 'latin1'), Buffer.alloc(64)]);

const body = fc.oneof(
	{ weight: 5, arbitrary: anyBody.map((text) => Buffer.from(text)) },
	{ weight: 4, arbitrary: ended.map((job) => Buffer.from(JSON.stringify(job))) },
	{ weight: 1, arbitrary: fc.uint8Array({ maxLength: 80 }).map((bytes) => Buffer.from(bytes)) },
	{ weight: 1, arbitrary: fc.constant(MP4) },
);

const statuses = [200, 201, 202, 204, 301, 302, 400, 401, 404, 405, 409, 415, 422, 429, 500, 503];

const answer: fc.Arbitrary<OddAnswer> = fc.record({
	status: fc.oneof(
		{ weight: 9, arbitrary: fc.constant(200) },
		{ weight: 1, arbitrary: fc.constantFrom(...statuses) },
	),
	headers: fc.oneof(
		{ weight: 9, arbitrary: fc.constant({ 'content-type': 'application/json' }) },
		{
			weight: 1,
			arbitrary: fc.constantFrom<Array<Record<string, string>>>(
				{ 'content-type': 'video/mp4' },
				{ 'content-type': 'text/html' },
				{ 'content-type': 'a; charset=b; c' },
				{ 'content-encoding': 'gzip' },
				{ location: '/v1/elsewhere' },
				{ 'retry-after-ms': '1', 'openai-poll-after-ms': '-5' },
				{ 'retry-after': 'soon' },
			) as unknown as fc.Arbitrary<Record<string, string>>,
		},
	),
	body,
});

const BATCH = 2000;

/**
 * Starts it on a free port.
 * @param seed the same seed gives the same answers in the same order
 */
export async function startOddServer(seed: number): Promise<OddServer> {
	let answered = 0;
	let batch: OddAnswer[] = [];
	const server = createServer((request, response) => {
		request.resume();
		if (answered % BATCH === 0) {
			batch = fc.sample(answer, { seed: seed + answered / BATCH, numRuns: BATCH });
		}
		const { status, headers, body: bytes } = batch[answered % BATCH];
		answered += 1;
		response.writeHead(status, headers);
		response.end(bytes);
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;
	return {
		baseUrl: `http://127.0.0.1:${port}/v1`,
		key: KEY,
		answered: () => answered,
		stop: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}
