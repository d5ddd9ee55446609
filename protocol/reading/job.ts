import { fields, fieldsIn } from './fields';
import { isCutOut } from './jsonScanner';
import { isRecord, textOf, type JsonRecord } from './json';

// A longer one is no id that a URL could carry.
const LONGEST_ID = 512;

const ID_FIELDS = ['id', 'task_id', 'video_id', 'taskId', 'job_id'];
const TASK_FIELDS = ['task_id', 'taskId', 'job_id'];
const STATUS_FIELDS = ['status', 'task_status', 'state'];

// Answers that report an error name their request, too.
const ERROR_FIELDS = [
	...['error', 'errors', 'code', 'message', 'msg', 'detail'],
	...['error_code', 'error_msg', 'err_msg', 'errorMessage'],
];

/*
 * Where the job stands in an answer that wraps it: {code, message|msg, data} (new-api, Kling), {output} (DashScope), {video}, {task} …
 * APIMart answers a create with a list of one: {code: 200, data: [{status: "submitted", task_id}]}.
 * The last two may also hold the file of a job that stands around them.
 */
const WRAPPERS = fields('data', 'result', 'response', 'task', 'job', 'output', 'video');
const MAY_BE_FILE = ['output', 'video'];
const DEEPEST = 2;

function idOf(value: unknown): string | undefined {
	const id = textOf(value);
	return id !== undefined && id.length <= LONGEST_ID && !isCutOut(id) ? id : undefined;
}

function firstId(record: JsonRecord, names: readonly string[]): string | undefined {
	for (const field of names) {
		const id = idOf(record[field]);
		if (id !== undefined) return id;
	}
	return undefined;
}

/** The id of what the record is about, whatever it says of its request. */
export function ownId(record: JsonRecord): string | undefined {
	return firstId(record, ID_FIELDS);
}

/** The server's own word for a job's status; `undefined` where it says none. */
export function statusWord(record: JsonRecord): string | undefined {
	for (const field of STATUS_FIELDS) {
		const value = record[field];
		if (typeof value === 'string' && value.trim() !== '') return value;
	}
	return undefined;
}

function isEmpty(value: unknown): boolean {
	return value === undefined || value === null || value === '';
}

function saysError(record: JsonRecord): boolean {
	if (record.success === false) return true;
	return ERROR_FIELDS.some((field) => {
		const isNone = field === 'error_code' && Number(record[field]) === 0;
		return !isNone && !isEmpty(record[field]);
	});
}

/** The id of a request where it is the job's, too: xAI answers a create with `{request_id}` and nothing else. */
function requestId(record: JsonRecord): string | undefined {
	const isJob = statusWord(record) !== undefined || !saysError(record);
	return isJob ? idOf(record.request_id) : undefined;
}

/** The job's id, under any of the names that servers use; `undefined` where there is none. */
export function readId(record: JsonRecord): string | undefined {
	return ownId(record) ?? requestId(record);
}

// A list may also hold the files of a job that stands around it, or be a page of jobs.
function isListOfOne(outer: JsonRecord, wrapper: string): boolean {
	const list = outer[wrapper];
	const isFree = ownId(outer) === undefined && statusWord(outer) === undefined;
	const isPage = outer.object === 'list' || 'has_more' in outer;
	return Array.isArray(list) && list.length === 1 && isFree && !isPage;
}

/** The id of a job in a record that calls it that, as no error or request does. */
export function readTaskId(record: JsonRecord): string | undefined {
	return firstId(record, TASK_FIELDS);
}

/** Whether what stands inside of an answer is the job, rather than the answer itself. */
function isJobInside(outer: JsonRecord, inner: JsonRecord, wrapper: string): boolean {
	if (Array.isArray(outer[wrapper]))
		return ownId(inner) !== undefined && statusWord(inner) !== undefined;
	if (ownId(outer) !== undefined && statusWord(outer) !== undefined) return false;
	const hasId = ownId(inner) !== undefined;
	if (hasId && statusWord(inner) !== undefined) return true;
	if (ownId(outer) !== undefined) return false;
	if (statusWord(outer) === undefined) return hasId || statusWord(inner) !== undefined;
	return hasId && !MAY_BE_FILE.includes(wrapper) && requestId(outer) === undefined;
}

/**
 * The job in an answer: the answer itself, or what it wraps. An answer without a job is returned as it is.
 * @returns `undefined` where the answer is not an object
 */
export function jobOf(answer: unknown, depth = 0): JsonRecord | undefined {
	if (!isRecord(answer)) return undefined;
	for (const wrapper of depth < DEEPEST ? fieldsIn(answer, WRAPPERS) : []) {
		const value = answer[wrapper];
		const one: unknown = isListOfOne(answer, wrapper) ? (value as unknown[])[0] : value;
		const inner = jobOf(one, depth + 1);
		if (inner !== undefined && isJobInside(answer, inner, wrapper)) return inner;
	}
	return answer;
}
