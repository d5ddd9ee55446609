import { isHtml, readErrorText } from '../protocol/reading/errorText';
import { oneLine } from '../protocol/reading/reasonTexts';
import type { InlineFile, JsonProblem } from '../protocol/reading/jsonScanner';
import { quoted } from '../protocol/reading/quoted';
import type { ResponseHeaders } from './transport';

/** A server's answer, read to its end or to a limit. */
export interface ApiResponse {
	status: number;
	headers: ResponseHeaders;
	/** The body as text: of an error the first 64 KB; of JSON without the files that were in it. */
	text: string;
	/** The parsed body; undefined where it is not JSON, or not all of it. */
	json: unknown;
	/** Where the answer came from, after redirects, without its query. */
	url: string;
	/** Files that stood in the JSON as base64, by the text that stands in their place. */
	files: Map<string, InlineFile>;
	/** Why the body was not read to its end. */
	incomplete?: JsonProblem | 'connection lost';
}

/** Whether a status says success. */
export function isOk({ status }: { status: number }): boolean {
	return status >= 200 && status < 300;
}

/** Whether a web page came where the API should answer. */
export function isWebPage({ json, text }: Pick<ApiResponse, 'json' | 'text'>): boolean {
	return json === undefined && isHtml(text);
}

/** Why an answer is no use, with the server's own message. @param most how many characters of it */
export function reasonOf(
	{ status, text }: Pick<ApiResponse, 'status' | 'text'>,
	most = Infinity,
): string {
	const reason = `${readErrorText(text)?.slice(0, most) ?? 'no reason given'} (HTTP ${status})`;
	// A copy: a part of a text keeps the whole text in memory.
	return JSON.parse(JSON.stringify(reason)) as string;
}

const LONGEST_QUOTE = 500;

/**
 * An answer that is not what was requested, on one line and shortened; `undefined` for an empty one. Of JSON the long texts are
 * shortened, so that an id is not lost behind a prompt.
 */
export function quoteOf({ text, json }: Pick<ApiResponse, 'text' | 'json'>): string | undefined {
	return quoted(json) ?? (oneLine(text, LONGEST_QUOTE) || undefined);
}
