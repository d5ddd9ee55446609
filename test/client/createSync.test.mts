import { vllmOmni } from '../../protocol/dialects/servers/vllmOmni';
import { startAnswering, type AnsweringServer } from './support/answering.mts';
import { createOf, failureOf, serverOf } from './support/stage.mts';
import { createTransport, type TestTransport } from './support/transport.mts';
import { Videos } from '../../client/videos';

// A create whose answer is the file, from a server that sends the headers before it renders.
const IDLE_MS = 1500;
const WISH = { variant: 'video' as const, nameOf: (extension: string) => `clip.${extension}` };
const MP4 = Buffer.concat([Buffer.from('00000018667479706d703432', 'hex'), Buffer.alloc(5000)]);
let answering: AnsweringServer;
let transport: TestTransport;

beforeAll(async () => {
	answering = await startAnswering();
	transport = createTransport('Bearer key');
});
afterAll(async () => {
	await transport.close();
	await answering.stop();
});

/** @param renderMs how long after the headers the file comes; @param most how much of it */
async function create(renderMs: number, timeoutMs: number, most = MP4.length) {
	answering.answer((response) => {
		response.writeHead(200, { 'content-type': 'video/mp4', 'content-length': MP4.length });
		response.flushHeaders();
		const begun = setTimeout(() => {
			response.write(MP4.subarray(0, most));
			if (most === MP4.length) response.end();
		}, renderMs);
		response.once('close', () => clearTimeout(begun));
	});
	const changes = { dialect: vllmOmni, idleMs: IDLE_MS, timeoutMs: IDLE_MS };
	const videos = new Videos(serverOf(transport, answering.baseUrl, changes));
	return await videos.createSync({ ...createOf(), timeoutMs }, WISH);
}

test("until the file begins it may take the create's own timeout", async () => {
	const made = await create(2 * IDLE_MS, 30_000);
	expect(made).toMatchObject({ bytes: MP4.length, file: { mimeType: 'video/mp4' } });
});

test.each([
	['never begins', 60_000, IDLE_MS, 0],
	['stalls after its beginning', 0, 60_000, 3000],
])('a file that %s ends', async (_, renderMs, timeoutMs, most) => {
	const error = await failureOf(create(renderMs, timeoutMs, most));
	expect([error.kind, error.message]).toEqual([
		'unknownOutcome',
		expect.stringContaining('the download stalled'),
	]);
	expect(answering.requests()).toBe(1);
});
