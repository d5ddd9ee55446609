import { randomUUID } from 'crypto';

/** What bounds the reading of a JSON text. */
export interface JsonLimits {
	/** Bytes of the text, without the files that are cut out of it. */
	bytes: number;
	/** Objects and lists inside each other. */
	depth: number;
	/** Values in all: `JSON.parse` takes about 30 ms for 100,000 empty objects. */
	entries: number;
	/** Bytes of the base64 text of all files. */
	fileBytes: number;
}

/** Why a text was not read to its end. */
export type JsonProblem = 'too large' | 'nested too deep' | 'too many entries';

/** A file that stood in the text as base64, decoded. */
export type InlineFile = Buffer;

const CUT_OUT = /^\[\d+ characters, not shown: [0-9a-f]{8}-\d+\]$/;

/** Whether a text only stands in the place of a longer one that was cut out. */
export function isCutOut(text: string): boolean {
	return CUT_OUT.test(text);
}

/** A text that is safe to hand to `JSON.parse`. */
export interface ScannedJson {
	text: string;
	/** What was cut out, by the text that stands in its place. */
	files: Map<string, InlineFile>;
	problem?: JsonProblem;
}

// A longer string is taken for a file: a prompt has 32,000 characters at most, 128 KB in UTF-8.
const LONGEST_STRING = 192 * 1024;

// A longer number is no id.
const LONGEST_NUMBER = 1024;
// JavaScript holds every whole number with fewer digits.
const LEAST_DIGITS = 16;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** What a byte outside of texts means. */
const enum Kind {
	Other,
	Quote,
	Number,
	Opening,
	Closing,
	Comma,
}

// A table: this is asked for every byte of an answer.
const KINDS = new Uint8Array(256);
KINDS[QUOTE] = Kind.Quote;
KINDS[0x2c] = Kind.Comma;
for (const byte of Buffer.from('0123456789+-.Ee')) KINDS[byte] = Kind.Number;
for (const byte of Buffer.from('[{')) KINDS[byte] = Kind.Opening;
for (const byte of Buffer.from(']}')) KINDS[byte] = Kind.Closing;

const SHORT_ESCAPES: Record<string, string> = { b: '', f: '', n: '', r: '', t: '' };

/** Base64 without the escapes of JSON and without white space: some servers write / as \/ and + as \u002B, or break lines. */
function withoutEscapes(text: string): string {
	const plain = text.includes('\\')
		? text.replace(/\\(?:u([0-9a-f]{4})|(.))/gi, (_, code?: string, character = '') =>
				code === undefined
					? (SHORT_ESCAPES[character] ?? character)
					: String.fromCharCode(parseInt(code, 16)),
			)
		: text;
	return plain.replace(/\s+/g, '');
}

/** Decodes base64 that comes in slices, so that no long text is ever made of it. */
class Base64Decoder {
	private readonly slices: Buffer[] = [];
	private rest = '';
	private isStarted = false;
	isBase64 = true;
	characters = 0;

	constructor(private readonly keeps: boolean) {}

	push(bytes: Buffer): void {
		this.characters += bytes.length;
		if (!this.keeps || !this.isBase64) return;
		const raw = this.rest + bytes.toString('latin1');
		// The rest of an escape may come with the next slice.
		const held = /\\(?:u[0-9a-f]{0,3})?$/i.exec(raw.slice(-6))?.[0] ?? '';
		let text = withoutEscapes(raw.slice(0, raw.length - held.length));
		if (!this.isStarted) {
			text = text.replace(/^data:[^,]{0,200},/, '');
			this.isStarted = true;
			this.isBase64 = /^[A-Za-z0-9+/_-]{16}/.test(text);
		}
		const whole = text.length - (text.length % 4);
		this.rest = text.slice(whole) + held;
		this.slices.push(Buffer.from(text.slice(0, whole), 'base64'));
	}

	end(): InlineFile | undefined {
		if (!this.keeps || !this.isBase64) return undefined;
		return Buffer.concat([...this.slices, Buffer.from(this.rest, 'base64')]);
	}
}

function endOfString(chunk: Buffer, from: number): number {
	let at = from;
	while (at < chunk.length && chunk[at] !== QUOTE && chunk[at] !== BACKSLASH) at += 1;
	return at;
}

/**
 * Reads the JSON of a server's answer as its bytes come, before anything else sees them: it ends at a limit, cuts out files that
 * stand there as base64, and writes whole numbers that JavaScript cannot hold as text, so that an id keeps all of its digits.
 */
export class JsonScanner {
	private readonly done: Buffer[] = [];
	private bytes = 0;
	private fileBytes = 0;
	private depth = 0;
	private entries = 0;
	/** The string or number that is being read. */
	private token: Buffer[] = [];
	private tokenBytes = 0;
	private state: 'between' | 'string' | 'escape' | 'number' = 'between';
	private decoder: Base64Decoder | undefined;
	private readonly files = new Map<string, InlineFile>();
	private readonly nonce = randomUUID().slice(0, 8);
	problem: JsonProblem | undefined;

	/** @param keepsFiles whether files are decoded, or only cut out */
	constructor(
		private readonly limits: JsonLimits,
		private readonly keepsFiles: boolean,
	) {}

	/** Whether a file is being read: its bytes will be kept in memory. */
	get isInFile(): boolean {
		return this.decoder !== undefined;
	}

	private fail(problem: JsonProblem): void {
		this.problem ??= problem;
	}

	private emit(bytes: Buffer): void {
		if (bytes.length === 0) return;
		this.bytes += bytes.length;
		if (this.bytes > this.limits.bytes) this.fail('too large');
		this.done.push(bytes);
	}

	private addToToken(bytes: Buffer): void {
		if (bytes.length === 0) return;
		if (this.decoder !== undefined) {
			this.fileBytes += bytes.length;
			if (this.fileBytes > this.limits.fileBytes) this.fail('too large');
			this.decoder.push(bytes);
			return;
		}
		this.token.push(bytes);
		this.tokenBytes += bytes.length;
		if (this.state === 'number') {
			if (this.tokenBytes > LONGEST_NUMBER) this.fail('too large');
		} else if (this.tokenBytes > LONGEST_STRING) {
			this.decoder = new Base64Decoder(this.keepsFiles);
			const begun = this.token;
			this.token = [];
			// The first byte is the quote.
			this.addToToken(Buffer.concat(begun).subarray(1));
		}
	}

	private endString(): void {
		const { decoder } = this;
		if (decoder === undefined) {
			for (const part of this.token) this.emit(part);
			this.emit(Buffer.from('"'));
		} else {
			const placeholder = `[${decoder.characters} characters, not shown: ${this.nonce}-${this.files.size}]`;
			const file = decoder.end();
			if (file !== undefined) this.files.set(placeholder, file);
			this.emit(Buffer.from(JSON.stringify(placeholder)));
		}
		this.startToken('between');
		this.decoder = undefined;
	}

	private startToken(state: JsonScanner['state']): void {
		this.token = [];
		this.tokenBytes = 0;
		this.state = state;
	}

	private endNumber(): void {
		if (this.problem !== undefined) return;
		const digits = Buffer.concat(this.token);
		const text = digits.toString('latin1');
		const isExact = !/^-?\d{16,}$/.test(text) || Number.isSafeInteger(Number(text));
		this.emit(isExact ? digits : Buffer.from(`"${text}"`));
		this.startToken('between');
	}

	private count(kind: Kind): void {
		if (kind === Kind.Opening) {
			this.depth += 1;
			if (this.depth > this.limits.depth) this.fail('nested too deep');
		} else if (kind === Kind.Closing) this.depth -= 1;
		this.entries += 1;
		if (this.entries > this.limits.entries) this.fail('too many entries');
	}

	/** Whether a token that ends in a chunk can stay where it is: it began there, and is short. */
	private staysInPlace(length: number, longest: number): boolean {
		return this.token.length === 0 && this.decoder === undefined && length <= longest;
	}

	/** Takes the next bytes. Once there is a {@link problem}, further bytes are dropped. */
	push(chunk: Buffer): void {
		if (this.problem !== undefined) return;
		// Where in the chunk begins what is not emitted yet, and where the token.
		let start = 0;
		let tokenStart = 0;
		let at = 0;
		for (; at < chunk.length && this.problem === undefined; at += 1) {
			if (this.state === 'escape') {
				this.state = 'string';
			} else if (this.state === 'string') {
				at = endOfString(chunk, at);
				if (at >= chunk.length) break;
				if (chunk[at] === BACKSLASH) this.state = 'escape';
				else if (this.staysInPlace(at - tokenStart, LONGEST_STRING)) this.state = 'between';
				else {
					this.emit(chunk.subarray(start, tokenStart));
					this.addToToken(chunk.subarray(tokenStart, at));
					this.endString();
					start = at + 1;
				}
			} else {
				const kind: Kind = KINDS[chunk[at]];
				if (kind === Kind.Number) {
					if (this.state === 'between') tokenStart = at;
					this.state = 'number';
					continue;
				}
				if (this.state === 'number') {
					if (this.staysInPlace(at - tokenStart, LEAST_DIGITS - 1)) this.state = 'between';
					else {
						this.emit(chunk.subarray(start, tokenStart));
						this.addToToken(chunk.subarray(tokenStart, at));
						this.endNumber();
						start = at;
					}
				}
				if (kind === Kind.Quote) {
					tokenStart = at;
					this.state = 'string';
				} else if (kind !== Kind.Other) this.count(kind);
			}
		}
		const isInToken = this.state !== 'between';
		this.emit(chunk.subarray(start, isInToken ? tokenStart : at));
		if (isInToken && this.problem === undefined) this.addToToken(chunk.subarray(tokenStart));
	}

	/** What was read. A string that never ended is left out with all that its file had. */
	end(): ScannedJson {
		if (this.state === 'number') this.endNumber();
		else if (this.decoder === undefined) for (const part of this.token) this.emit(part);
		const text = Buffer.concat(this.done).toString('utf8');
		return { text, files: this.files, ...(this.problem && { problem: this.problem }) };
	}
}
