import { isRecord, parseJson, textOf } from './json';

// Only bounds the work: what is shown is shortened when its secrets are taken out.
const LONGEST = 10_000;

/** One entry of FastAPI's `detail` list: where the value stood and what is wrong with it. */
function detailEntry(entry: unknown): string | undefined {
	if (!isRecord(entry)) return textOf(entry);
	const message = textOf(entry.msg) ?? textOf(entry.message);
	const path: unknown[] = Array.isArray(entry.loc) ? entry.loc : [];
	const place = path
		.map(textOf)
		.filter((part) => part !== undefined && part !== 'body')
		.join('.');
	return message !== undefined && place !== '' ? `${place}: ${message}` : message;
}

function fromDetail(detail: unknown, depth: number): string | undefined {
	if (Array.isArray(detail)) {
		const entries = detail.map(detailEntry).filter((entry) => entry !== undefined);
		return entries.length > 0 ? entries.join('; ') : undefined;
	}
	return isRecord(detail) && depth < 3 ? fromEnvelope(detail, depth + 1) : textOf(detail);
}

function fromEnvelope(answer: Record<string, unknown>, depth = 0): string | undefined {
	if (isRecord(answer.error) && depth < 3) {
		const inner = fromEnvelope(answer.error, depth + 1);
		if (inner !== undefined) return inner;
	}
	return (
		textOf(answer.error) ??
		textOf(answer.message) ??
		fromDetail(answer.detail, depth) ??
		textOf(answer.error_message) ??
		textOf(answer.msg) ??
		textOf(answer.title) ??
		textOf(answer.code)
	);
}

/** Whether a body is a web page: what a wrong base URL usually answers. */
export function isHtml(text: string): boolean {
	return /^\s*<(!doctype|html|head|body|\?xml[^>]*>\s*<html)/i.test(text);
}

function shorten(text: string): string {
	const oneLine = text.replace(/\s+/g, ' ').trim();
	return oneLine.length > LONGEST ? `${oneLine.slice(0, LONGEST)}…` : oneLine;
}

/**
 * The server's own message in an error's body, whatever envelope it uses: `{error: {message}}`,
 * `{error: "text"}`, `{detail: …}` (FastAPI), `{code, message}`, `{status, message}`,
 * `application/problem+json`, plain text. `undefined` for an empty body and for a web page.
 */
export function readErrorText(body: string): string | undefined {
	if (body.trim() === '' || isHtml(body)) return undefined;
	const answer = parseJson(body);
	if (isRecord(answer)) {
		const text = fromEnvelope(answer);
		return shorten(text ?? body);
	}
	return shorten(textOf(answer) ?? body);
}
