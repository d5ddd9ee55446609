import { InputError } from '../../client/errors';
import { isRecord, parseJson } from '../../protocol/reading/json';
import { checkTextsIn, fieldText } from './fieldText';

const LONGEST_PROMPT = 32_000;

/** The prompt, 1 to 32 000 characters (OpenAI's API reference). */
export function checkPrompt(value: unknown): string {
	const prompt = fieldText('Prompt', value);
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

// "8 s" is how the list in the editor shows it.
const UNIT = / ?(s|sec|secs|seconds?)\.?$/i;

function decimalHint(typed: string): string | undefined {
	return /^-?\d+,\d+$/.test(typed) ? `Write ${typed.replace(',', '.')} with a point.` : undefined;
}

/** A length in seconds as a string, the reference's type, without its unit; empty for the server's default. */
export function checkSeconds(value: unknown): string {
	const typed = fieldText('Seconds', value, 'a number').trim();
	const seconds = typed.replace(UNIT, '');
	if (typed === '') return '';
	if (!/^\d+(\.\d+)?$/.test(seconds) || Number(seconds) <= 0) {
		throw new InputError(
			`Seconds must be a number such as 8, not "${typed}"`,
			decimalHint(seconds) ??
				'Leave the field Seconds empty to use the length that the server chooses.',
		);
	}
	return seconds;
}

/** What a number must be. */
export interface NumberBounds {
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
	const typed = fieldText(name, value, 'a number').trim();
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
		decimalHint(typed) ?? `Correct the option ${name}, or remove it to use the server's default.`,
	);
}

// Pixels, lines such as 720p or 4K, an aspect ratio, or the last two together.
const SIZES =
	/^([1-9]\d{0,4}x[1-9]\d{0,4}|[1-9]\d{0,3}[pPkK]|[1-9]\d?:[1-9]\d?|[1-9]\d{0,3}[pPkK] [1-9]\d?:[1-9]\d?)$/;

// What people type, and what other programs print, between two numbers. Full-width signs become ordinary ones before.
const TIMES = /(\d) ?[x×✕✖⨯*\u0445] ?(?=\d)/giu;

/** A size as servers spell it: `1280 × 720` is `1280x720`. Lines such as `720P` stay as they are. */
function tidySize(typed: string): string {
	const plain = typed.normalize('NFKC').trim().replace(/\s+/g, ' ');
	return plain.replace(TIMES, '$1x').replace(/(\d) ?: ?(?=\d)/g, '$1:');
}

/** A size: `1280x720`, `720p`, `16:9` or `720p 16:9`; empty for the server's default. */
export function checkSize(value: unknown): string {
	const typed = fieldText('Size', value).trim();
	const size = tidySize(typed);
	if (size === '') return '';
	if (!SIZES.test(size)) {
		throw new InputError(
			`Size must be WIDTHxHEIGHT in pixels such as 1280x720 (on some servers 720p or 16:9), not "${typed}"`,
			"Choose a size from the list, or leave it empty to use the server's default.",
		);
	}
	return size;
}

/** Where a server shall say that a job has ended; empty for nowhere. */
export function checkCallbackUrl(value: unknown): string {
	const typed = fieldText('Callback URL', value).trim();
	const isUrl = /^https?:\/\/[^\s]+$/i.test(typed) && URL.canParse(typed);
	if (typed === '' || isUrl) return typed;
	throw new InputError(
		`Callback URL must be an address that begins with https:// or http://, not "${typed}"`,
		'Copy the Production URL of a Video Generation Webhook Trigger into it, or remove the option.',
	);
}

/** The address of the video that another one starts from. @throws InputError */
export function checkVideoUrl(value: unknown): string {
	const typed = fieldText('Video URL', value).trim();
	if (/^(https?:\/\/\S+|data:video\/\S+)$/i.test(typed)) return typed;
	throw new InputError(
		`Video URL must be an address that begins with https:// or http://, not "${typed.slice(0, 100)}"`,
		'Fill in the address of an mp4 that the server can reach, or choose another Video Source.',
	);
}

const EXTRA_BODY = 'Extra Body Fields';
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
	const typed = typeof value === 'object' ? undefined : fieldText(EXTRA_BODY, value);
	if (value === null || typed?.trim() === '') return {};
	const extra = typed === undefined ? value : parseJson(typed);
	if (!isRecord(extra)) {
		throw new InputError(
			'Extra Body Fields must be a JSON object such as {"seed": 42}',
			'Put names in double quotes, and enclose everything in braces.',
		);
	}
	if (depthOf(extra) > DEEPEST_BODY) {
		throw new InputError(
			`Extra Body Fields are nested more than ${DEEPEST_BODY} levels deep`,
			'Check the expression that makes them.',
		);
	}
	checkTextsIn(EXTRA_BODY, extra);
	return extra;
}
