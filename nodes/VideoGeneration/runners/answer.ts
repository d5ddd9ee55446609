import { isHtml, readErrorText } from '../../../protocol/reading/errorText';
import { parseJson } from '../../../protocol/reading/json';
import type { Headers } from '../../../protocol/reading/retryHints';

/** A server's answer, read to its end. */
export interface Answer {
	status: number;
	headers: Headers;
	text: string;
	/** The parsed body; undefined where it is no JSON. */
	json: unknown;
	/** Where the answer came from, after redirects, without its query. */
	url: string;
}

/** Whether an answer's status says success. */
export function isOk({ status }: { status: number }): boolean {
	return status >= 200 && status < 300;
}

/** Why an answer is no use, in the server's own words. @param most how many characters of them */
export function reasonOf({ status, text }: Answer, most = Infinity): string {
	return `${readErrorText(text)?.slice(0, most) ?? 'no reason given'} (HTTP ${status})`;
}

/** Whether a web page came where the API should answer. */
export function isWebPage(answer: Answer): boolean {
	return answer.json === undefined && isHtml(answer.text);
}

/** Makes an answer of a body's text. */
export function toAnswer(status: number, headers: Headers, text: string, url: string): Answer {
	return { status, headers, text, json: parseJson(text), url: url.split('?')[0] };
}
