import { saysNothing } from './reasonTexts';

const LONGEST = 1000;
const MOST_VALUES = 100;
const LONGEST_TEXT = 300;

/**
 * A list or an object that nobody could interpret, as JSON on one line and shortened; `undefined` for one that says nothing, and for any
 * other value.
 */
export function quoted(value: unknown): string | undefined {
	if (typeof value !== 'object' || value === null) return undefined;
	let left = MOST_VALUES;
	let says = false;
	const text = JSON.stringify(value, (_, part: unknown) => {
		left -= 1;
		if (left < 0) return undefined;
		if (part === null || part === '' || part === false) return undefined;
		says ||= typeof part !== 'object' && part !== 0 && !saysNothing(String(part));
		return typeof part === 'string' ? part.slice(0, LONGEST_TEXT) : part;
	});
	if (!says) return undefined;
	const line = text.replace(/\s+/g, ' ');
	return line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line;
}
