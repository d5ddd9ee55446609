import { isBlockedText } from './blocked';

/** The longest reason that is read, in characters. It only bounds the work: what is shown is shortened when its secrets are taken out. */
export const LONGEST_REASON = 10_000;

// "success" is what a job's message often says that has failed, since the request about it succeeded.
const SUCCESS =
	/^(?:\w+ ){0,4}(?:success(?:ful(?:ly)?)?|succeed(?:ed)?|ok|okay)[.!]?$|^(?:none|null|done|complete[d]?|(?:操作|[请請]求|[查]?[询詢]?)?成功)$/i;
const NEGATED = /\b(?:not|no|without)\b/i;
const ENDED = /^(?:fail(?:ed|ure)?|error|cancell?ed|expired|about:blank)[.!]?$|^no error$/i;
const VAGUE =
	/^(?:an? |the )?(?:unknown |internal |unexpected |upstream |server )*(?:video |image |task |job |generation |request |creation |processing |rendering )*(?:has )?(?:error|fail(?:ed|ure)?)(?: occurred)?[.!]?$|^provider returned error$|^something went wrong[.!]?$/i;
// RFC 9110: NestJS, Fastify and Spring write the phrase of the status as the error, and the reason beside it.
const STATUS_PHRASE =
	/^(?:bad request|payment required|not found|method not allowed|not acceptable|request timeout|(?:payload|content|request entity) too large|unsupported media type|unprocessable (?:entity|content)|too many requests|not implemented|bad gateway|service unavailable|gateway timeout)[.!]?$/i;
const SENTENCE = /\S\s+\S|[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{2}/;

// Most texts are one line already.
const UNEVEN = /\s{2}|[^\S ]/;

/** A text on one line, shortened. */
export function oneLine(text: string, longest = LONGEST_REASON): string {
	const start = text.trim().slice(0, 2 * longest);
	const line = UNEVEN.test(start) ? start.replace(/\s+/g, ' ').trim() : start.trimEnd();
	return line.length > longest ? `${line.slice(0, longest)}…` : line;
}

/** Whether a text gives no reason: it says that something succeeded, or no more than that the job has ended. */
export function saysNothing(line: string): boolean {
	return line === '' || ENDED.test(line) || (SUCCESS.test(line) && !NEGATED.test(line));
}

/** Whether a text is more than a code. */
export function isSentence(text: string): boolean {
	return SENTENCE.test(text);
}

function isVague(text: string): boolean {
	return VAGUE.test(text) || STATUS_PHRASE.test(text);
}

/** The text that says most: what names a safety filter, then a sentence, then what says only that something failed, then a word. */
export function bestText(texts: readonly string[]): string | undefined {
	if (texts.length < 2) return texts[0];
	return (
		texts.find((text) => isSentence(text) && isBlockedText(text)) ??
		texts.find((text) => isSentence(text) && !isVague(text)) ??
		texts.find(isSentence) ??
		texts[0]
	);
}
