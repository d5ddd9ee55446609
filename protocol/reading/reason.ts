import { isBlockedCode } from './blocked';
import { fields, fieldsIn } from './fields';
import { isRecord, parseJson, type JsonRecord } from './json';
import { layersOf } from './layers';
import { quoted } from './quoted';
import { bestText, isSentence, LONGEST_REASON, oneLine, saysNothing } from './reasonTexts';

/** Why something failed, in the server's words. At least one of both is a text. */
export interface Reason {
	/** The server's code for the reason, such as `moderation_blocked`. */
	code: string | null;
	/** The reason in the server's words. */
	message: string | null;
}

/*
 * Where servers say why, in the order in which it counts. A field of an error is read in whatever shape it comes: a text, a number, a list,
 * an object, or one of these as JSON in a text.
 */
const REASONS = [
	...['error', 'errors', 'fail_reason', 'failReason', 'failure_reason', 'failureReason', 'failure'],
	...['error_message', 'errorMessage', 'error_msg', 'errorMsg', 'err_msg', 'errMsg'],
	...['last_error', 'lastError', 'task_status_msg', 'base_resp', 'status_message', 'statusMessage'],
	...['detail', 'reason', 'details', 'incomplete_details', 'promptFeedback', 'prompt_feedback'],
	...['raiMediaFilteredReasons', 'rai_media_filtered_reasons', 'innererror', 'inner_error'],
];
const MESSAGES = ['message', 'msg', 'status_msg', 'blockReasonMessage', 'error_description'];
const CODES = [
	...['code', 'error_code', 'errorCode', 'err_code', 'failure_code', 'failureCode'],
	...['status_code', 'blockReason', 'block_reason'],
];
/** What only an error object has as its code. */
const CODES_OF_ERRORS = ['type', 'status'];
const LAST = ['description', 'title'];
/** OpenRouter: what the provider itself has answered. */
const OF_PROVIDER = ['raw', 'reasons'];

const ANSWER_REASONS = fields(...REASONS);
const ANSWER_CODES = fields(...CODES);
const ANSWER_MESSAGES = fields(...MESSAGES);
const ERROR_CODES = fields(...CODES, ...CODES_OF_ERRORS);
const ERROR_TEXTS = fields(...MESSAGES, ...REASONS, ...LAST);
const TITLES = fields(...LAST);

const LONGEST_CODE = 200;
const DEEPEST = 6;
const MOST = 200;
const LONG = 500;
const MOST_ENTRIES = 20;
const SUCCESS_CODE = /^(?:0+|20\d|ok|success|succeed(?:ed)?|none|null)$/i;

/** All that an answer says about a failure. */
interface Heard {
	codes: string[];
	texts: string[];
	/** Sentences where a code stands, such as "Bad Request": they say less than what stands beside them. */
	titles: string[];
	/** How many more values are read; a long text counts as several. */
	left: number;
}

function hearCode(value: unknown, heard: Heard): void {
	if (typeof value !== 'string' && !Number.isFinite(value)) return;
	const code = oneLine(String(value), LONGEST_CODE);
	if (saysNothing(code) || SUCCESS_CODE.test(code)) return;
	(isSentence(code) ? heard.titles : heard.codes).push(code);
}

function countOf({ codes, texts, titles }: Heard): number {
	return codes.length + texts.length + titles.length;
}

function hearText(text: string, heard: Heard, depth: number): void {
	const line = oneLine(text);
	heard.left -= line.length / LONG;
	if (saysNothing(line)) return;
	const before = countOf(heard);
	if (/^[[{]/.test(line) && text.length <= LONGEST_REASON) hear(parseJson(text), heard, depth + 1);
	if (countOf(heard) === before) heard.texts.push(line);
}

/** What says most of all that was heard. */
function bestOf({ texts, titles }: Heard): string | undefined {
	return bestText([...texts, ...titles]);
}

/** One entry of a list; of FastAPI's `detail` also where the value stood. */
function entryText(entry: unknown, heard: Heard, depth: number): string | undefined {
	const own: Heard = { codes: [], texts: [], titles: [], left: heard.left };
	hear(entry, own, depth);
	heard.left = own.left;
	heard.codes.push(...own.codes);
	const message = bestOf(own);
	const path: unknown[] = isRecord(entry) && Array.isArray(entry.loc) ? entry.loc : [];
	const place = path
		.filter((part) => typeof part === 'string' || typeof part === 'number')
		.filter((part) => part !== 'body')
		.slice(0, MOST_ENTRIES)
		.join('.');
	return message !== undefined && place !== '' ? `${place}: ${message}` : message;
}

function hearList(list: unknown[], heard: Heard, depth: number): void {
	const entries = list.slice(0, MOST_ENTRIES).map((entry) => entryText(entry, heard, depth + 1));
	const texts = new Set(entries.filter((text) => text !== undefined));
	if (texts.size > 0) heard.texts.push(oneLine([...texts].join('; ')));
}

function hearError(error: JsonRecord, heard: Heard, depth: number): void {
	for (const field of fieldsIn(error, ERROR_CODES)) hearCode(error[field], heard);
	for (const field of fieldsIn(error, ERROR_TEXTS)) hear(error[field], heard, depth + 1);
	const { metadata } = error;
	if (!isRecord(metadata)) return;
	for (const field of OF_PROVIDER) hear(metadata[field], heard, depth + 1);
}

/** Whatever stands where servers say why. */
function hear(value: unknown, heard: Heard, depth = 0): void {
	if (value === undefined || value === null || depth > DEEPEST || heard.left <= 0) return;
	heard.left -= 1;
	if (typeof value === 'string') hearText(value, heard, depth);
	else if (Array.isArray(value)) hearList(value, heard, depth);
	else if (isRecord(value)) hearError(value, heard, depth);
	else hearCode(value, heard);
}

// RFC 9457 has a title and a number as status; the title of a job is the user's own.
function isProblem({ status, id, task_id: taskId }: JsonRecord): boolean {
	return typeof status !== 'string' && id === undefined && taskId === undefined;
}

function hearAnswer(answer: JsonRecord, heard: Heard): void {
	const layers = layersOf(answer);
	for (const layer of layers) {
		for (const field of fieldsIn(layer, ANSWER_REASONS)) hear(layer[field], heard);
		for (const field of fieldsIn(layer, ANSWER_CODES)) hearCode(layer[field], heard);
	}
	// What stands beside the status counts less: outside of a wrapper it is about the request.
	for (const layer of layers) {
		for (const field of fieldsIn(layer, ANSWER_MESSAGES)) hear(layer[field], heard);
		if (!isProblem(layer)) continue;
		for (const field of fieldsIn(layer, TITLES)) hear(layer[field], heard);
	}
}

function bestCode({ codes, texts }: Heard, message: string | undefined): string | undefined {
	const words = texts.filter((text) => !isSentence(text) && text !== message);
	return [...codes, ...words].find(isBlockedCode) ?? codes[0];
}

// What cannot be read is shown as it is.
function unread(answer: unknown): string | undefined {
	const layers = isRecord(answer) ? layersOf(answer) : [];
	for (const layer of layers) {
		const values = fieldsIn(layer, ANSWER_REASONS).map((field) => layer[field]);
		const shown = values.map(quoted).find((text) => text !== undefined);
		if (shown !== undefined) return shown;
	}
	return undefined;
}

/**
 * Why something failed: read from a failed job, or from the answer with which a server refuses. It may stand at the top, beside the status,
 * or inside a wrapper; sentences are preferred to codes, and what names a safety filter to everything else. Null where the answer says nothing.
 */
export function readReason(answer: unknown): Reason | null {
	const heard: Heard = { codes: [], texts: [], titles: [], left: MOST };
	if (isRecord(answer)) hearAnswer(answer, heard);
	else hear(answer, heard);
	const message = bestOf(heard);
	const code = bestCode(heard, message);
	if (code !== undefined || message !== undefined) {
		return { code: code ?? null, message: message ?? null };
	}
	const shown = unread(answer);
	return shown === undefined ? null : { code: null, message: shown };
}
