import fc from 'fast-check';
import { createRedaction } from '../../client/redaction';
import { anyText, expectQuick, HOSTILE_TEXTS, RUNS } from './support/fuzz.mts';

const redact = (text: string, secrets: string[]) => createRedaction(secrets).text(text);

test('the key of the credential is not repeated', () => {
	expect(redact('Incorrect API key provided: sk-abc123. Is sk-abc123 right?', ['sk-abc123'])).toBe(
		'Incorrect API key provided: ***. Is *** right?',
	);
});

test('a key with signs that mean something in patterns goes too', () => {
	expect(redact('key a+b/c==$& was refused', ['a+b/c==$&'])).toBe('key *** was refused');
});

test('no secret at all changes nothing', () => {
	expect(redact('The model x is busy', ['', 'x'])).toBe('The model x is busy');
});

test('a secret that begins like another one goes entirely', () => {
	expect(redact('key team-key-0123 refused', ['team', 'team-key-0123'])).toBe('key *** refused');
});

test.each([
	['https://h.example/v.mp4?X-Amz-Signature=abc&X=1', 'https://h.example/v.mp4'],
	['HTTPS://H.example/v.mp4?sig=abc', 'HTTPS://H.example/v.mp4'],
	['http://127.0.0.1:8085?sig=abc', 'http://127.0.0.1:8085'],
	['https://h.example/v.mp4#sig=abc', 'https://h.example/v.mp4'],
	["https://h.example/the%20cat's.mp4?sig=abc", "https://h.example/the%20cat's.mp4"],
	["https://h.example/v.mp4?file=the%20cat's.mp4&sig=abc", 'https://h.example/v.mp4'],
])('the query of %s is not shown', (url, rest) => {
	const clean = redact(`Look at ${url} again`, []);
	expect(clean).not.toContain('abc');
	expect(clean).toContain(rest);
	expect(clean).toMatch(/^Look at .* again$/);
});

test('URLs in JSON lose their queries, also where the slashes are escaped', () => {
	expect(redact('{"url":"https://h.example/v.mp4?sig=abc","id":"a"}', [])).toBe(
		'{"url":"https://h.example/v.mp4?…","id":"a"}',
	);
	expect(redact('{"url":"https:\\/\\/h.example\\/v.mp4?sig=abc"}', [])).not.toContain('abc');
});

test('a URL without a query and a question stay as they are', () => {
	const text = 'Is https://h.example/v1/videos right? Ask again.';
	expect(redact(text, [])).toBe(text);
	const offer = 'Did you mean https://h.example/v1?';
	expect(redact(offer, [])).toBe(offer);
});

const KEY_SIGNS = [...'abcdefghijklmnopqrstuvwxyzABCXYZ0123456789-_./+=:'];
const secret = fc.string({ unit: fc.constantFrom(...KEY_SIGNS), minLength: 4, maxLength: 60 });

test('no secret ever comes through, wherever and however often it stands', () => {
	fc.assert(
		fc.property(
			fc.array(secret, { minLength: 1, maxLength: 3 }),
			fc.array(anyText),
			(all, texts) => {
				const text = [...texts, ''].map((part, n) => part + all[n % all.length]).join('');
				const clean = redact(text, all);
				for (const one of all) expect(clean).not.toContain(one);
			},
		),
		{ numRuns: RUNS },
	);
});

test("no URL's query ever comes through", () => {
	const url = fc.webUrl({ withQueryParameters: false });
	const signature = fc.stringMatching(/^[A-Za-z0-9]{12,40}$/);
	fc.assert(
		fc.property(
			anyText,
			url,
			fc.stringMatching(/^[a-z-]{0,9}$/),
			signature,
			(text, place, name, sig) => {
				fc.pre(!text.includes(sig) && !place.includes(sig));
				expect(redact(`${text} ${place}?a=1&${name}=${sig} ${text}`, [])).not.toContain(sig);
			},
		),
		{ numRuns: RUNS },
	);
});

test.each(HOSTILE_TEXTS)('%s is cleaned in a moment', (_, text) => {
	expectQuick(() => redact(text, ['sk-abc123']));
	expectQuick(() => createRedaction(['sk-abc123']).json({ text }));
});

test('what is shown is cut after its secrets are taken out, so no half of one is left', () => {
	const secret = 'sk-0123456789';
	const text = redact(`${'x'.repeat(995)}${secret}${'y'.repeat(500)}`, [secret]);
	expect(text.length).toBeLessThan(1010);
	expect(text).not.toContain('sk-0');
});

const KEY = 'sk-proj/AbC+0123456789-xyz';
const unicodeEscapes = [...KEY]
	.map((character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)
	.join('');
const allPercent = (digits: (hex: string) => string) =>
	[...Buffer.from(KEY)].map((byte) => `%${digits(byte.toString(16).padStart(2, '0'))}`).join('');

describe('the key does not come through', () => {
	const forms: Record<string, string> = {
		'percent-encoded': encodeURIComponent(KEY),
		'percent-encoded, every character': allPercent((hex) => hex.toUpperCase()),
		'percent-encoded in small letters': allPercent((hex) => hex.toLowerCase()),
		'percent-encoded twice': encodeURIComponent(encodeURIComponent(KEY)),
		'with JSON escapes': KEY.replaceAll('/', '\\/'),
		'with unicode escapes': unicodeEscapes,
		'with HTML escapes': KEY.replaceAll('/', '&#47;').replaceAll('+', '&#x2b;'),
		'as base64': Buffer.from(KEY).toString('base64'),
		'as base64url': Buffer.from(KEY).toString('base64url'),
		'as base64 behind a user name': Buffer.from(`user:${KEY}`).toString('base64'),
		'as base64 behind another user name': Buffer.from(`me:${KEY}`).toString('base64'),
		'as base64 behind a letter': Buffer.from(`u:${KEY}`).toString('base64'),
		'cut in half': KEY.slice(0, 13),
	};

	test.each(Object.entries(forms))('%s', (_, form) => {
		const { text, json } = createRedaction([KEY]);
		const inner = form.slice(6, -6);
		expect(text(`Incorrect key ${form} here`)).not.toContain(inner);
		expect(text(`Incorrect key ${form} here`)).toMatch(/^Incorrect key .*\*\*\*.* here$/);
		expect(JSON.stringify(json({ error: [{ message: `key ${form}` }] }))).not.toContain(inner);
	});

	test('as the name of a field', () => {
		expect(createRedaction([KEY]).json({ [KEY]: 1 })).toEqual({ '***': 1 });
	});

	test('when it is very long', () => {
		const token = `eyJ${'aB3-'.repeat(400)}`;
		expect(createRedaction([token]).text(`bad token ${token}.`)).toBe('bad token ***.');
	});
});

test('items keep the signature of a URL, and the lines of a prompt', () => {
	const item = { url: 'https://h.example/v.mp4?sig=abc', prompt: 'one\ntwo', progress: 3 };
	expect(createRedaction([KEY]).json(item)).toEqual(item);
});

test.each([
	['user info', 'see https://me:pass4711@h.example/v.mp4'],
	['a relative URL', 'see /v1/files/v.mp4?sig=pass4711'],
	['a URL without a scheme', 'see //h.example/v.mp4?sig=pass4711'],
	['a percent-encoded URL', 'see https%3A%2F%2Fh.example%2Fv.mp4%3Fsig%3Dpass4711'],
	['a parameter alone', 'X-Amz-Signature=pass4711 has expired'],
	['a URL of a bucket', 'see s3://bucket/v.mp4?X-Goog-Signature=pass4711'],
])('a signature does not come through: %s', (_, text) => {
	expect(redact(text, [])).not.toContain('pass4711');
});

test('no line can be forged, and no text turned around', () => {
	const forged = 'v1\r\n11:11:11 info FORGED\u202e\u2066\u0007\u009b31m';
	expect(redact(forged, [])).toBe('v1 11:11:11 info FORGED 31m');
});
