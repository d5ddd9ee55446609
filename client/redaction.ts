/*
 * What must never be shown, stored or logged, whoever sends it back to us:
 *
 * 1. The key, in every form in which a server may echo it: as it is, percent-encoded, with JSON escapes, as base64, cut off at a limit.
 * 2. Signatures: the query and the user info of URLs, whole, relative or percent-encoded, and parameters with telling names.
 * 3. Control and bidirectional characters, which forge lines in a log or turn the text around them.
 *
 * Messages, descriptions and log lines lose all three. Items, the suspended state and static data lose the key alone: the prompt keeps its
 * lines, and `url` keeps the signature that people need to use it.
 */

/** Takes secrets out of what came from outside. */
export interface Redaction {
	/** For messages, descriptions and logs: one line, without the key and without signatures, of 1,000 characters at most. */
	text(text: string): string;
	/** For items and stored state: the same JSON value without the key. */
	json<T>(value: T): T;
}

const LONGEST_TEXT = 1000;
// Only bounds the work.
const LONGEST_INPUT = 8 * 1024;
const MASK = '***';
// Shorter ones would be found in other words.
const SHORTEST_IN_TEXT = 4;
const SHORTEST_IN_JSON = 8;
// So much of a key's beginning is a part of it, and not the prefix that all keys of a provider share.
const SHORTEST_PART = 8;

// eslint-disable-next-line no-control-regex -- these are what it looks for
const CONTROLS = /[\u0000-\u001f\u007f-\u009f\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]+/g;

// They could stand inside of a key. The joiners of emoji and scripts stay.
const INVISIBLE = /[\u00ad\u200b\u2060\ufeff]/g;

const hex = (code: number, digits: number) => code.toString(16).padStart(digits, '0');
const anyCase = (text: string) =>
	text.replace(/[a-f]/g, (letter) => `[${letter}${letter.toUpperCase()}]`);
const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');

const ENTITIES: Record<string, string> = {
	'&': 'amp',
	'"': 'quot',
	"'": 'apos',
	'<': 'lt',
	'>': 'gt',
};

/** One character of a secret in any of its encodings, the longest first: `%25` also begins with the character that it stands for. */
function characterPattern(character: string): string {
	const code = character.charCodeAt(0);
	const bytes = [...Buffer.from(character, 'utf8')];
	const percent = bytes.map((byte) => `%(?:25)?${anyCase(hex(byte, 2))}`).join('');
	// JSON in JSON doubles them. Without a bound a text of backslashes would take hours.
	const unicode = `\\\\{1,8}u${anyCase(hex(code, 4))}`;
	const entity = `&(?:#0*${code}|#x0*${anyCase(hex(code, 2))}${character in ENTITIES ? `|${ENTITIES[character]}` : ''});`;
	return `(?:${percent}|${unicode}|${entity}|\\\\{0,3}${escaped(character)})`;
}

/** The three ways in which a text stands inside a longer one that is encoded as base64, without the edges that differ. */
function base64Forms(secret: string): string[] {
	const forms = [0, 1, 2].map((shift) => {
		const encoded = Buffer.from('\0'.repeat(shift) + secret, 'utf8').toString('base64');
		return encoded.replace(/=+$/, '').slice(shift === 0 ? 0 : shift + 1, -1);
	});
	return forms
		.flatMap((form) => [form, form.replaceAll('+', '-').replaceAll('/', '_')])
		.filter((form) => form.length >= SHORTEST_PART);
}

const singlePatterns = new Map<string, { next: RegExp; before: RegExp }>();

/** One character of a secret at a place in a text, and right before it. */
function singlePattern(character: string): { next: RegExp; before: RegExp } {
	const known = singlePatterns.get(character);
	if (known !== undefined) return known;
	const pattern = characterPattern(character);
	const single = { next: new RegExp(pattern, 'iy'), before: new RegExp(`${pattern}$`, 'i') };
	singlePatterns.set(character, single);
	return single;
}

/** Finds one form of a secret in a text. */
interface Finder {
	/** What is quick to look for: without it, and without any escape, the text cannot hold the secret. */
	begins: string;
	mask(text: string): string;
}

// The longest encoding of one character.
const LONGEST_CHARACTER = 30;

function endAfter(text: string, from: number, characters: string[]): [end: number, count: number] {
	let at = from;
	let count = 0;
	for (const character of characters) {
		const { next } = singlePattern(character);
		next.lastIndex = at;
		if (!next.test(text)) break;
		at = next.lastIndex;
		count += 1;
	}
	return [at, count];
}

function startBefore(
	text: string,
	from: number,
	characters: string[],
): [start: number, count: number] {
	let at = from;
	let count = 0;
	for (const character of [...characters].reverse()) {
		const { before } = singlePattern(character);
		const found = before.exec(text.slice(Math.max(0, at - LONGEST_CHARACTER), at));
		if (found === null) break;
		at -= found[0].length;
		count += 1;
	}
	return [at, count];
}

/**
 * Masks a secret wherever a third of it stands, since a server may have cut off its beginning or its end: from a piece of it that is
 * found, it goes on in both directions.
 */
function pieceFinder(characters: string[], first: number, length: number): Finder {
	const piece = characters.slice(first, first + length);
	const least = Math.max(piece.length, Math.min(Math.ceil(characters.length / 3), LONGEST_LEAST));
	let pattern: RegExp | undefined;
	return {
		begins: piece.slice(0, 4).join('').toLowerCase(),
		mask: (text) => {
			pattern ??= new RegExp(piece.map(characterPattern).join(''), 'gi');
			let clean = '';
			let done = 0;
			for (const { index, 0: found } of text.matchAll(pattern)) {
				if (index < done) continue;
				const rest = characters.slice(first + length);
				const [end, after] = endAfter(text, index + found.length, rest);
				const [start, before] = startBefore(text, index, characters.slice(0, first));
				if (before + piece.length + after < least) continue;
				clean += text.slice(done, Math.max(start, done)) + MASK;
				done = end;
			}
			return clean + text.slice(done);
		},
	};
}

const PIECE = 8;
const LONGEST_LEAST = 48;
// Of a very long secret, so many pieces are looked for.
const MOST_PIECES = 24;

function plainFinders(secret: string): Finder[] {
	const characters = [...secret];
	if (characters.length < 2 * PIECE) {
		return [pieceFinder(characters, 0, Math.min(characters.length, PIECE))];
	}
	const count = Math.min(Math.floor(characters.length / PIECE), MOST_PIECES);
	return Array.from({ length: count }, (_, n) => pieceFinder(characters, n * PIECE, PIECE));
}

function base64Finder(form: string): Finder {
	let pattern: RegExp | undefined;
	return {
		begins: form.toLowerCase(),
		mask: (text) => {
			pattern ??= new RegExp(`${escaped(form)}[A-Za-z0-9+/_=-]{0,4}`, 'g');
			return text.replace(pattern, MASK);
		},
	};
}

// Of a longer secret, so much is enough to find it as base64.
const LONGEST_BASE64 = 96;

function findersOf(secret: string): Finder[] {
	const encoded = base64Forms(secret.slice(0, LONGEST_BASE64));
	return [...plainFinders(secret), ...encoded.map(base64Finder)];
}

function withoutSecrets(text: string, finders: Finder[]): string {
	const hasEscapes = /[%\\&]/.test(text);
	return finders.reduce(
		(clean, { mask, begins }) =>
			hasEscapes || clean.toLowerCase().includes(begins) ? mask(clean) : clean,
		text,
	);
}

// Also with the escaped slashes of JSON, without a scheme, and percent-encoded.
const URLS = /(?:\b[a-z][a-z0-9+.-]{0,20}:)?(?:\\?\/){2}[^\s"<>]+/gi;
const ENCODED_URLS = /\bhttps?%(?:25)?3A(?:%(?:25)?2F){2}[^\s"<>]+/gi;
const QUERIES = /(\/[^\s?"<>]{0,300})\?[^\s"<>=]{0,300}=[^\s"<>]*/g;
const SIGNED =
	/\b((?:x-(?:amz|goog|ms)-[\w-]+|sig|signature|token|access_token|api_?key|key-pair-id|policy|credential|secret)(?:=|%(?:25)?3D))[^\s&"'<>]+/gi;

function withoutSignatures(text: string): string {
	return text
		.replace(URLS, (url) =>
			url.replace(/^([a-z0-9+.-]*:?(?:\\?\/){2})[^\s/\\?#]*@/i, '$1').replace(/[?#].+$/s, '?…'),
		)
		.replace(ENCODED_URLS, (url) =>
			url
				.replace(/%(?:25)?(?:3F|23).*$/is, '?…')
				.replace(/%(?:25)?2F%(?:25)?2F.*?%(?:25)?40/i, '%2F%2F'),
		)
		.replace(QUERIES, '$1?…')
		.replace(SIGNED, '$1…');
}

function shorten(text: string): string {
	if (text.length <= LONGEST_TEXT) return text;
	// Not in the middle of a pair of characters.
	return `${text.slice(0, LONGEST_TEXT).replace(/[\ud800-\udbff]$/, '')}…`;
}

function mapTexts(value: unknown, change: (text: string) => string, depth = 0): unknown {
	if (typeof value === 'string') return change(value);
	if (typeof value !== 'object' || value === null || depth > 100) return value;
	if (Array.isArray(value)) return value.map((entry) => mapTexts(entry, change, depth + 1));
	return Object.fromEntries(
		Object.entries(value).map(([name, entry]) => [
			change(name),
			mapTexts(entry, change, depth + 1),
		]),
	);
}

/**
 * Makes the redaction of a credential.
 * @param secrets its key, password and token, and what is made of them to be sent
 */
export function createRedaction(secrets: string[]): Redaction {
	const key = JSON.stringify(secrets);
	const known = redactions.get(key);
	if (known !== undefined) return known;
	// Its patterns are compiled once, not for each item.
	if (redactions.size >= MOST_KEPT) redactions.clear();
	const redaction = makeRedaction(secrets);
	redactions.set(key, redaction);
	return redaction;
}

const redactions = new Map<string, Redaction>();
const MOST_KEPT = 20;

function makeRedaction(secrets: string[]): Redaction {
	const longestFirst = [...new Set(secrets)].sort((one, other) => other.length - one.length);
	const all = longestFirst.filter(({ length }) => length >= SHORTEST_IN_TEXT).flatMap(findersOf);
	const sure = longestFirst.filter(({ length }) => length >= SHORTEST_IN_JSON).flatMap(findersOf);
	return {
		text: (text) => {
			const visible = text.slice(0, LONGEST_INPUT).replace(INVISIBLE, '');
			const clean = withoutSecrets(visible, all);
			return shorten(withoutSignatures(clean).replace(CONTROLS, ' ').trim());
		},
		json: <T>(value: T) =>
			(sure.length === 0 ? value : mapTexts(value, (text) => withoutSecrets(text, sure))) as T,
	};
}
