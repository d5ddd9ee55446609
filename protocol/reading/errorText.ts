import { parseJson, textOf } from './json';
import { readReason, type Reason } from './reason';
import { oneLine } from './reasonTexts';

/** Whether a body is a web page: what a wrong base URL usually answers. */
export function isHtml(text: string): boolean {
	return /^\s*<(!doctype|html|head|body|\?xml[^>]*>\s*<html)/i.test(text);
}

/**
 * Why a server refuses, in an error's body: {@link readReason} of JSON, or the text itself. Null for an empty body, for a web page, and for
 * JSON that gives no reason or is cut off: it may repeat the prompt.
 */
export function readRefusal(body: string): Reason | null {
	if (body.trim() === '' || isHtml(body)) return null;
	const answer = parseJson(body);
	if (answer !== undefined) return readReason(answer);
	return /^\s*[[{]/.test(body) ? null : { code: null, message: oneLine(body) };
}

/**
 * The server's own message in an error's body: the {@link readRefusal reason} in whatever envelope, else the body as it is. `undefined` for
 * an empty body and for a web page.
 */
export function readErrorText(body: string): string | undefined {
	if (body.trim() === '' || isHtml(body)) return undefined;
	const reason = readRefusal(body);
	return reason?.message ?? reason?.code ?? oneLine(textOf(parseJson(body)) ?? body);
}
