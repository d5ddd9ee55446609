import fc from 'fast-check';
import { createRedaction } from '../../client/redaction';
import { isBlocked } from '../../protocol/reading/blocked';
import { bodySaysUnreadable } from '../../protocol/reading/bodyForm';
import { saysBusy } from '../../protocol/reading/busy';
import { readCharacter } from '../../protocol/reading/character';
import { readErrorText } from '../../protocol/reading/errorText';
import { readDescriptions } from '../../protocol/reading/modelDescription';
import { readModels } from '../../protocol/reading/models';
import { readPage } from '../../protocol/reading/page';
import { readReason } from '../../protocol/reading/reason';
import { readResults } from '../../protocol/reading/results';
import { overloadMs, pollAfterMs } from '../../protocol/reading/retryHints';
import { readVideo } from '../../protocol/reading/video';
import { readEvent } from '../../protocol/webhooks/event';
import { parseJson } from '../../protocol/reading/json';
import { ANSWERS, anyBody } from './support/fuzz.mts';
import { heldBytes } from '../support/heldBytes.mts';
import { scan } from './support/scan.mts';

// n8n runs for months: no reader keeps anything of what it has read.

const SEED = Number(process.env.FUZZ_SEED ?? 20261126);
const BATCH = 1000;
const MOST_BYTES = 16 * 1024 * 1024;

const { text: redact, json: redactJson } = createRedaction(['sk-abc123']);

function readAll(body: string): void {
	const answer = parseJson(scan(body).text);
	for (const read of [readVideo, readResults, readCharacter, readModels, readDescriptions]) {
		read(answer);
	}
	isBlocked(readReason(answer));
	readPage(answer, 20)?.data.forEach((job) => readVideo(job));
	const headers = { 'retry-after': body, 'openai-poll-after-ms': body };
	for (const read of [saysBusy, bodySaysUnreadable]) read(body);
	redact(readErrorText(body) ?? '');
	redactJson(answer);
	overloadMs(503, headers);
	pollAfterMs(headers);
	readEvent(Buffer.from(body), { sentAt: 1_790_000_000, id: undefined });
}

function readBatch(seed: number): void {
	for (const body of fc.sample(anyBody, { seed, numRuns: BATCH })) readAll(body);
}

test(
	`after ${ANSWERS} answers (seed ${SEED}) no more than 16 MB more are in use`,
	() => {
		// What is compiled and learned at first stays.
		readBatch(SEED);
		const before = heldBytes();
		for (let n = 1; n <= Math.ceil(ANSWERS / BATCH); n += 1) readBatch(SEED + n);
		expect(heldBytes() - before).toBeLessThan(MOST_BYTES);
	},
	20 * 60_000,
);

const MEGABYTE = 1024 * 1024;
// More than the bound, if anything of them were kept.
const LARGE = 20;

test('nor after large ones', () => {
	const large = (n: number) => {
		const error = { message: `${n} ${'a lake '.repeat(MEGABYTE / 7)}`, code: `${n}` };
		return JSON.stringify({ id: `video_${n}`, status: 'failed', error, [`field${n}`]: {} });
	};
	readAll(large(0));
	const before = heldBytes();
	for (let n = 1; n <= LARGE; n += 1) readAll(large(n));
	expect(heldBytes() - before).toBeLessThan(MOST_BYTES);
});
