import { readErrorText } from './errorText';
import { hasAny, type Phrase } from './phrases';

/** With what words a server says that it could not read a body at all: it expected JSON and got multipart, or the other way round. */
const UNREADABLE: readonly Phrase[] = [
	{
		words: /invalid json request body/i,
		source: 'Agnes AI and other gateways, 400: "invalid JSON request body"',
	},
	{
		words: /\bcodec can't decode byte/i,
		source:
			"Python gateways, 400: \"Invalid JSON: 'utf-8' codec can't decode byte 0xff in position 160\"",
	},
	{
		words: /invalid character '-' in numeric literal/i,
		source: "Go's encoding/json on the first bytes of multipart (CLIProxyAPI, AISIX)",
	},
	{
		words: /json decode error/i,
		source:
			'FastAPI, 422: {"detail":[{"type":"json_invalid","loc":["body",0],"msg":"JSON decode error"}]}',
	},
	{
		words: /expecting value: line 1 column 1\b/i,
		source: 'Python\'s json: "Expecting value: line 1 column 1 (char 0)"',
	},
	{
		words: /unexpected token '?-|no number after minus sign in json/i,
		source: "Node's JSON.parse on the first bytes of multipart",
	},
	{
		words: /unexpected character \('-' \(code 45\)\)/i,
		source: 'Jackson (Java) on the first bytes of multipart',
	},
	{
		words: /^(input should be a valid dictionary|value is not a valid dict\b)/i,
		source:
			'FastAPI, 422, of the body as a whole: "Input should be a valid dictionary or object to extract fields from"',
	},
	{
		words: /content-?type.{0,60}(multipart\/form-data|application\/json)/i,
		source:
			'"Content-Type must be multipart/form-data"; Go\'s net/http: "request Content-Type isn\'t multipart/form-data"; Flask: "the ' +
			"request Content-Type was not 'application/json'\"",
	},
	{
		words: /no multipart boundary param/i,
		source: 'Go\'s net/http: "no multipart boundary param in Content-Type"',
	},
];

// The value of a field may hold JSON, too: what a server says of it begins with the field's name.
const OF_A_FIELD = /^(?!error\b|body\b)[a-z][a-z0-9_]*(\.[a-z0-9_]+)*: /;

/** Whether a message says that a server could not read the form of a body, rather than that it does not accept a field. */
export function saysUnreadable(message: string): boolean {
	return !OF_A_FIELD.test(message) && hasAny(UNREADABLE, message);
}

/** {@link saysUnreadable}, of an error's body. */
export function bodySaysUnreadable(body: string): boolean {
	const message = readErrorText(body);
	return message !== undefined && saysUnreadable(message);
}
