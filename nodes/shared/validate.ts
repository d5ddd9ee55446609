import { InputError } from '../../client/errors';
import { isRecord, parseJson } from '../../protocol/reading/json';

const LONGEST_PROMPT = 32_000;

/** The prompt, 1 to 32 000 characters (OpenAI's API reference). */
export function checkPrompt(value: unknown): string {
	if (typeof value === 'object' && value !== null) {
		throw new InputError('The prompt is not text', 'Point the expression to a text field.');
	}
	const prompt = value === undefined || value === null ? '' : String(value);
	if (prompt.trim() === '') {
		throw new InputError(
			'The prompt is empty',
			'Describe the video that you want in the field Prompt.',
		);
	}
	const { length } = [...prompt];
	if (length > LONGEST_PROMPT) {
		throw new InputError(
			`The prompt has ${length} characters; the Videos API takes ${LONGEST_PROMPT} at most`,
			'Shorten the prompt.',
		);
	}
	return prompt;
}

function plainText(value: unknown): string {
	if (value === undefined || value === null) return '';
	return typeof value === 'object' ? JSON.stringify(value) : String(value).trim();
}

/** A length in seconds as a string, the reference's type; empty for the server's default. */
export function checkSeconds(value: unknown): string {
	const seconds = plainText(value);
	if (seconds === '') return '';
	if (!/^\d+(\.\d+)?$/.test(seconds) || Number(seconds) <= 0) {
		throw new InputError(
			`Seconds must be a number such as 8, not "${seconds}"`,
			'Leave the field Seconds empty to use the length that the server chooses.',
		);
	}
	return seconds;
}

/** What a number must be. */
interface NumberBounds {
	whole?: boolean;
	least?: number;
	most?: number;
}

/** A number from a field that may be left empty. */
export function checkNumber(
	name: string,
	value: unknown,
	{ whole = false, least = -Infinity, most = Infinity }: NumberBounds = {},
): number | undefined {
	const typed = plainText(value);
	if (typed === '') return undefined;
	const number = Number(typed);
	const isInRange = Number.isFinite(number) && number >= least && number <= most;
	if (isInRange && (!whole || Number.isInteger(number))) return number;
	const range =
		most === Infinity
			? least === -Infinity
				? ''
				: `, ${least} or more`
			: `, from ${least} to ${most}`;
	throw new InputError(
		`${name} must be a ${whole ? 'whole ' : ''}number${range}, not "${typed}"`,
		`Correct the option ${name}, or remove it to use the server's default.`,
	);
}

// Pixels, lines such as 720p or 4K, an aspect ratio, or the last two together.
const SIZES =
	/^([1-9]\d{0,4}x[1-9]\d{0,4}|[1-9]\d{0,3}[pPkK]|[1-9]\d?:[1-9]\d?|[1-9]\d{0,3}[pPkK] [1-9]\d?:[1-9]\d?)$/;

/** A size: `1280x720`, `720p`, `16:9` or `720p 16:9`; empty for the server's default. */
export function checkSize(value: unknown): string {
	const size = plainText(value);
	if (size === '') return '';
	if (!SIZES.test(size)) {
		throw new InputError(
			`Size must be WIDTHxHEIGHT in pixels such as 1280x720 (on some servers 720p or 16:9), not "${size}"`,
			"Choose a size from the list, or leave it empty to use the server's default.",
		);
	}
	return size;
}

/** Where a server shall say that a job has ended; empty for nowhere. */
export function checkCallbackUrl(value: unknown): string {
	const typed = plainText(value);
	const isUrl = /^https?:\/\/[^\s]+$/i.test(typed) && URL.canParse(typed);
	if (typed === '' || isUrl) return typed;
	throw new InputError(
		`Callback URL must be an address that begins with https:// or http://, not "${typed}"`,
		'Copy the Production URL of a Video Generation Webhook Trigger into it, or remove the option.',
	);
}

const DEEPEST_BODY = 50;

/** How many objects and lists are inside each other, level by level: a recursion would overflow the stack. */
function depthOf(value: object): number {
	let depth = 0;
	let level: unknown[] = [value];
	for (; level.length > 0 && depth <= DEEPEST_BODY; depth += 1) {
		level = level
			.flatMap((entry) => Object.values(entry as object))
			.filter((entry) => typeof entry === 'object' && entry !== null);
	}
	return depth;
}

/** The extra body fields: a JSON object, or JSON text that holds one. Empty text is an empty object. */
export function checkExtraBody(value: unknown): Record<string, unknown> {
	if (value === undefined || value === null || value === '') return {};
	const extra = typeof value === 'string' ? parseJson(value) : value;
	if (typeof value === 'string' && value.trim() === '') return {};
	if (!isRecord(extra)) {
		throw new InputError(
			'Extra Body Fields must be a JSON object such as {"seed": 42}',
			'Put names in double quotes and braces around the whole.',
		);
	}
	if (depthOf(extra) > DEEPEST_BODY) {
		throw new InputError(
			`Extra Body Fields are nested more than ${DEEPEST_BODY} levels deep`,
			'Check the expression that makes them.',
		);
	}
	return extra;
}
