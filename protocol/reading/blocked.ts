import { BLOCKED_CODES, BLOCKED_PHRASES, TECHNICAL } from './blockedSigns';

const LONGEST_CODE = 200;
const LONGEST_TEXT = 10_000;

// All in one: a page of a list has many codes.
const CODE = new RegExp(BLOCKED_CODES.map(({ pattern }) => `(?:${pattern.source})`).join('|'));

/** Whether a code, or a field's name, is one that a safety filter gives. */
export function isBlockedCode(code: string): boolean {
	if (code.length > LONGEST_CODE) return false;
	const plain = code.toLowerCase().replace(/[^a-z0-9]/g, '');
	return CODE.test(plain);
}

/** Whether a message says that a safety filter was at work, and not that it was out of order. */
export function isBlockedText(text: string): boolean {
	const known = text.slice(0, LONGEST_TEXT);
	return !TECHNICAL.test(known) && BLOCKED_PHRASES.some(({ pattern }) => pattern.test(known));
}

/** Whether a safety filter is the reason. A server may give its code in place of the message. */
export function isBlocked(
	reason: { code: string | null; message: string | null } | null | undefined,
): boolean {
	const { code, message } = reason ?? {};
	if (code && (isBlockedCode(code) || isBlockedText(code))) return true;
	if (!message) return false;
	return isBlockedText(message) || (!/\s/.test(message) && isBlockedCode(message));
}
