import { InputError } from '../../client/errors';

/**
 * The one way from what a field holds to text. An expression may give anything: what would be sent as `[object Object]`, or as the
 * expression itself, is refused before it costs money.
 */

/** What a field wants, in the words of its message. */
export type Wanted = 'text' | 'a number' | 'a file';

const POINT_TO: Record<Wanted, string> = {
	text: 'Point the expression to a text field.',
	'a number': 'Point the expression to a field that holds a number.',
	'a file':
		'Fill in the name of a binary field, or point the expression to a file, such as {{ $binary.data }}.',
};

const LONGEST_QUOTE = 60;

// `$json`, `$('Node').item`, `$fromAI(…)`, `json.topic`. Other double braces, such as the {{ name }} of a template, are text.
const N8N =
	/^\s*\$[A-Za-z_]|\$\(|\$[A-Za-z_]\w*\s*[.[(]|\$(json|binary|input|now|today|vars|env)\b|^\s*json\s*[.[]/i;

/** The first expression of n8n in a text, with its braces; `undefined` where there is none. */
export function expressionIn(text: string): string | undefined {
	let start = text.indexOf('{{');
	while (start !== -1) {
		const end = text.indexOf('}}', start + 2);
		if (end === -1) return undefined;
		if (N8N.test(text.slice(start + 2, end))) return text.slice(start, end + 2);
		start = text.indexOf('{{', end + 2);
	}
	return undefined;
}

function shortened(text: string): string {
	const line = text.replace(/\s+/g, ' ');
	return line.length > LONGEST_QUOTE ? `${line.slice(0, LONGEST_QUOTE)}…` : line;
}

/** @throws InputError for text that is what became of an object, or an expression that nobody evaluated */
function checkText(field: string, text: string): void {
	if (text.includes('[object Object]')) {
		throw new InputError(
			`The expression in ${field} makes the text [object Object] of an object`,
			`${POINT_TO.text} In the editor, the result below ${field} shows what it gives.`,
		);
	}
	const expression = expressionIn(text);
	if (expression !== undefined) {
		throw new InputError(
			`The expression in ${field} was not evaluated: ${shortened(expression)}`,
			'Switch the field to Expression. If the text comes from another node, switch the field there.',
		);
	}
}

// What n8n gives for $now is Luxon's.
function dateText(value: object): string | undefined {
	if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : value.toISOString();
	return 'toISO' in value && typeof value.toISO === 'function' ? String(value) : undefined;
}

/**
 * What a field holds as text, as it was typed; empty where it holds nothing.
 * @param field its display name
 * @throws InputError for an object or a list, and for text that is no text of the user's
 */
export function fieldText(field: string, value: unknown, wanted: Wanted = 'text'): string {
	if (value === undefined || value === null) return '';
	const date = typeof value === 'object' ? dateText(value) : undefined;
	if (date !== undefined) return date;
	if (typeof value === 'object' || typeof value === 'function') {
		const kind = Array.isArray(value) ? 'a list' : 'an object';
		throw new InputError(
			`The expression in ${field} gives ${kind}, not ${wanted}`,
			POINT_TO[wanted],
		);
	}
	const text = String(value);
	checkText(field, text);
	return text;
}

/** Checks every text in an object or a list, however deep. @throws InputError */
export function checkTextsIn(field: string, value: unknown): void {
	let level: unknown[] = [value];
	while (level.length > 0) {
		for (const entry of level) if (typeof entry === 'string') checkText(field, entry);
		level = level.flatMap((entry) =>
			typeof entry === 'object' && entry !== null ? Object.values(entry) : [],
		);
	}
}

/** Texts that are separated by commas, or a list of texts, without empty ones. @throws InputError */
export function fieldTexts(field: string, value: unknown): string[] {
	const all: unknown[] = Array.isArray(value) ? value : fieldText(field, value).split(',');
	return all.map((entry) => fieldText(field, entry).trim()).filter(Boolean);
}
