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

/** A text that is safe to hand to `JSON.parse`. */
export interface ScannedJson {
	text: string;
	/** What was cut out, by the text that stands in its place. */
	files: Map<string, InlineFile>;
	problem?: JsonProblem;
}

// A longer string is taken for a file: a prompt has 32,000 characters at most, 128 KB in UTF-8.
const LONGEST_STRING = 192 * 1024;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPENING = [0x5b, 0x7b];
const CLOSING = [0x5d, 0x7d];
const COMMA = 0x2c;

const isOfNumber = (byte: number) =>
	(byte >= 0x30 && byte <= 0x39) || [0x2b, 0x2d, 0x2e, 0x45, 0x65].includes(byte);

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
		// Backslashes: some servers write / as \/.
		let text = this.rest + bytes.toString('latin1').replace(/[\\\s]/g, '');
		if (!this.isStarted) {
			text = text.replace(/^data:[^,]{0,200},/, '');
			this.isStarted = true;
			this.isBase64 = /^[A-Za-z0-9+/_-]{16}/.test(text);
		}
		const whole = text.length - (text.length % 4);
		this.rest = text.slice(whole);
		this.slices.push(Buffer.from(text.slice(0, whole), 'base64'));
	}

	end(): InlineFile | undefined {
		if (!this.keeps || !this.isBase64) return undefined;
		return Buffer.concat([...this.slices, Buffer.from(this.rest, 'base64')]);
	}
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
		if (this.state !== 'number' && this.tokenBytes > LONGEST_STRING) {
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
		const digits = Buffer.concat(this.token);
		const text = digits.toString('latin1');
		const isExact = !/^-?\d{16,}$/.test(text) || Number.isSafeInteger(Number(text));
		this.emit(isExact ? digits : Buffer.from(`"${text}"`));
		this.startToken('between');
	}

	private count(byte: number): void {
		if (OPENING.includes(byte)) {
			this.depth += 1;
			if (this.depth > this.limits.depth) this.fail('nested too deep');
		} else if (CLOSING.includes(byte)) this.depth -= 1;
		else if (byte !== COMMA) return;
		this.entries += 1;
		if (this.entries > this.limits.entries) this.fail('too many entries');
	}

	/** Takes the next bytes. Once there is a {@link problem}, further bytes are dropped. */
	push(chunk: Buffer): void {
		let start = 0;
		for (let at = 0; at < chunk.length && this.problem === undefined; at += 1) {
			const byte = chunk[at];
			if (this.state === 'string') {
				at = this.endOfString(chunk, at);
				if (at >= chunk.length) break;
				if (chunk[at] === BACKSLASH) {
					this.state = 'escape';
					continue;
				}
				this.addToToken(chunk.subarray(start, at));
				this.endString();
				start = at + 1;
			} else if (this.state === 'escape') this.state = 'string';
			else if (this.state === 'number' && isOfNumber(byte)) continue;
			else start = this.between(chunk, start, at);
		}
		if (this.problem !== undefined) return;
		const left = chunk.subarray(start);
		if (this.state === 'between') this.emit(left);
		else this.addToToken(left);
	}

	private endOfString(chunk: Buffer, from: number): number {
		for (let at = from; at < chunk.length; at += 1) {
			if (chunk[at] === QUOTE || chunk[at] === BACKSLASH) return at;
		}
		return chunk.length;
	}

	/** A byte outside of strings and numbers, or the first behind a number. @returns where what is not emitted yet begins */
	private between(chunk: Buffer, start: number, at: number): number {
		let from = start;
		if (this.state === 'number') {
			this.addToToken(chunk.subarray(from, at));
			this.endNumber();
			from = at;
		}
		const byte = chunk[at];
		if (byte === QUOTE || isOfNumber(byte)) {
			this.emit(chunk.subarray(from, at));
			this.startToken(byte === QUOTE ? 'string' : 'number');
			return at;
		}
		this.count(byte);
		return from;
	}

	/** What was read. A string that never ended is left out with all that its file had. */
	end(): ScannedJson {
		if (this.state === 'number') this.endNumber();
		else if (this.decoder === undefined) for (const part of this.token) this.emit(part);
		const text = Buffer.concat(this.done).toString('utf8');
		return { text, files: this.files, ...(this.problem && { problem: this.problem }) };
	}
}
