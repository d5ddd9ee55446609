import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import OpenAI from 'openai';
import { Webhook } from 'standardwebhooks';
import { signingKeys, type Scheme } from '../../protocol/webhooks/secrets';
import { verify } from '../../protocol/webhooks/signature';
import { signedHeaders } from '../../sandbox/webhooks/sign.mts';
import { anyText, RUNS } from './support/fuzz.mts';

const SECRET = 'whsec_c2FuZGJveC13ZWJob29rLXNpZ25pbmcta2V5ISE=';
const OTHER = 'whsec_YW5vdGhlci13ZWJob29rLXNpZ25pbmcta2V5ISEhIQ==';
const NOW = 1_790_000_000;
const BODY = '{"type":"video.completed","data":{"id":"video_1"}}';

const standard = (
	headers: Record<string, unknown>,
	{ body = BODY, secret = SECRET, now = NOW } = {},
) =>
	verify(
		'standardWebhooks',
		signingKeys('standardWebhooks', secret) as Buffer[],
		{ headers, body: Buffer.from(body) },
		now,
	);

/** Headers as the `standardwebhooks` package makes them. */
function signed(secret = SECRET, { at = NOW, id = 'wh_1', body = BODY } = {}) {
	const date = new Date(at * 1000);
	const signature = new Webhook(secret).sign(id, date, body);
	return { 'webhook-id': id, 'webhook-timestamp': String(at), 'webhook-signature': signature };
}

/** Headers as PROTOCOL says that OpenRouter makes them. */
function fromOpenRouter(secret: string, { at = NOW, body = BODY } = {}) {
	const hex = createHmac('sha256', secret).update(`${at},${body}`).digest('hex');
	return { 'x-openrouter-signature': `t=${at},v1=${hex}` };
}

const openRouter = (
	headers: Record<string, unknown>,
	{ body = BODY, secret = SECRET, now = NOW } = {},
) =>
	verify(
		'openRouter',
		signingKeys('openRouter', secret) as Buffer[],
		{ headers, body: Buffer.from(body) },
		now,
	);

describe('a signature of Standard Webhooks', () => {
	test('made by the standardwebhooks package passes', () => {
		expect(standard(signed())).toEqual({ sentAt: NOW, id: 'wh_1' });
	});

	test('over a body in any script passes, and not over another body', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'grapheme' }), fc.uuid(), (body, id) => {
				const headers = signed(SECRET, { body, id });
				expect(standard(headers, { body })).toMatchObject({ id });
				expect(standard(headers, { body: `${body} ` })).toEqual(expect.any(String));
			}),
			{ numRuns: 300 },
		);
	});

	test('may stand among others, and be made with an old or a new secret', () => {
		const headers = signed();
		const list = `v1a,eA== v1,AAAA ${signed(OTHER)['webhook-signature']} ${headers['webhook-signature']}`;
		expect(standard({ ...headers, 'webhook-signature': list })).toMatchObject({ id: 'wh_1' });
		for (const between of [' ', ',', '\n', ', ']) {
			const secret = `${OTHER}${between}${SECRET}`;
			expect(standard(headers, { secret })).toMatchObject({ id: 'wh_1' });
		}
		expect(standard(headers, { secret: OTHER })).toEqual(expect.any(String));
	});

	test('may be made with a secret that is no base64', () => {
		const secret = 'sèxret-text';
		const key = new Uint8Array(Buffer.from(secret));
		const signature = new Webhook(key, { format: 'raw' }).sign('wh_1', new Date(NOW * 1000), BODY);
		const headers = { ...signed(), 'webhook-signature': signature };
		expect(standard(headers, { secret })).toMatchObject({ id: 'wh_1' });
	});

	test.each([-300, 300])('passes when it is %d seconds away', (away) => {
		expect(standard(signed(SECRET, { at: NOW + away }))).toMatchObject({ sentAt: NOW + away });
	});

	test.each([-301, 301, -86_400, 86_400])('is refused when it is %d seconds away', (away) => {
		expect(standard(signed(SECRET, { at: NOW + away }))).toMatch(/300 seconds/);
	});

	test.each(['webhook-id', 'webhook-timestamp', 'webhook-signature'])('needs %s', (name) => {
		expect(standard({ ...signed(), [name]: undefined })).toMatch(/required/);
		expect(standard({ ...signed(), [name]: '' })).toMatch(/required/);
		expect(standard({ ...signed(), [name]: [signed()] })).toMatch(/required/);
	});

	test('is refused with anything of it changed', () => {
		const headers = signed();
		const [, text] = headers['webhook-signature'].split(',');
		const wrong = [
			...['v1,', 'v1', '', text, `v2,${text}`, `v1,${text}=`, `v1,${text.slice(1)}`],
			...[`V1,${text}`, `v1,${text.toLowerCase()}`, `v1,${text.replace(/=$/, '')}`],
		];
		for (const signature of wrong) {
			expect([signature, standard({ ...headers, 'webhook-signature': signature })]).toEqual([
				signature,
				expect.any(String),
			]);
		}
		expect(standard({ ...headers, 'webhook-timestamp': `${NOW}.0` })).toMatch(/not a number/);
		expect(standard({ ...headers, 'webhook-timestamp': `+${NOW}` })).toMatch(/not a number/);
		expect(standard({ ...headers, 'webhook-timestamp': String(NOW + 1) })).toMatch(/matches/);
	});
});

describe("OpenRouter's signature", () => {
	test('passes, also with a secret that begins with whsec_: it is taken as it is', () => {
		for (const secret of [SECRET, 'plain', 'whsec_no base64!']) {
			const [first] = secret.split(' ');
			expect(openRouter(fromOpenRouter(first), { secret })).toEqual({ sentAt: NOW, id: undefined });
		}
	});

	test('may have several, in any order and in capitals', () => {
		const [t, v1] = fromOpenRouter(SECRET)['x-openrouter-signature'].split(',');
		for (const list of [
			`${v1},${t}`,
			`${t}, v1=00, ${v1}`,
			`${t},v1=${v1.slice(3).toUpperCase()}`,
		]) {
			expect(openRouter({ 'x-openrouter-signature': list })).toMatchObject({ sentAt: NOW });
		}
	});

	test('is refused when it is late, of another secret, or has two times', () => {
		const { 'x-openrouter-signature': good } = fromOpenRouter(SECRET);
		expect(openRouter(fromOpenRouter(SECRET, { at: NOW - 301 }))).toMatch(/300 seconds/);
		expect(openRouter(fromOpenRouter(OTHER))).toMatch(/matches/);
		expect(openRouter({ 'x-openrouter-signature': `${good},t=${NOW}` })).toMatch(/required/);
		expect(openRouter({ 'x-openrouter-signature': good }, { body: `${BODY}\n` })).toMatch(
			/matches/,
		);
		expect(openRouter({})).toMatch(/required/);
	});

	test('is none of Standard Webhooks, and the other way round', () => {
		expect(openRouter(signed())).toMatch(/required/);
		expect(standard(fromOpenRouter(SECRET))).toMatch(/required/);
	});
});

describe('whatever comes in', () => {
	const names = [
		...['webhook-id', 'webhook-timestamp', 'webhook-signature', 'x-openrouter-signature'],
		...['x-openrouter-idempotency-key', 'content-type', '__proto__'],
	];
	const odd = fc.oneof(
		anyText,
		fc.constantFrom(String(NOW), `t=${NOW},v1=`, 'v1,', `t=${NOW}`, 'v1=,v1=', 'v1,AAAA v1,'),
		fc.array(anyText, { maxLength: 3 }),
		fc.constantFrom(undefined, null, 1, {}),
	);
	const headers = fc.dictionary(fc.constantFrom(...names), odd, { noNullPrototype: true });

	test('without the secret it is refused, and never throws', () => {
		fc.assert(
			fc.property(
				fc.constantFrom<Scheme>('standardWebhooks', 'openRouter'),
				headers,
				fc.oneof(
					anyText.map((text) => Buffer.from(text)),
					fc.uint8Array().map((bytes) => Buffer.from(bytes)),
				),
				(scheme, some, body) => {
					const keys = signingKeys(scheme, `${SECRET} ${OTHER}`) as Buffer[];
					expect(typeof verify(scheme, keys, { headers: some, body }, NOW)).toBe('string');
				},
			),
			{ numRuns: RUNS },
		);
	});

	test('no single changed character passes', () => {
		const good = signed();
		fc.assert(
			fc.property(
				fc.constantFrom(...(Object.keys(good) as Array<keyof typeof good>)),
				fc.nat({ max: 50 }),
				fc.string({ minLength: 1, maxLength: 1 }),
				(name, at, character) => {
					const text = good[name];
					const n = at % text.length;
					const changed = text.slice(0, n) + character + text.slice(n + 1);
					// Spaces around a header's value are no part of it.
					fc.pre(changed.trim() !== text);
					expect(typeof standard({ ...good, [name]: changed })).toBe('string');
				},
			),
			{ numRuns: RUNS },
		);
	});
});

describe('the signing secret', () => {
	test.each(['', ' ', ' , \n', undefined, null])('%j is none', (typed) => {
		expect(signingKeys('standardWebhooks', typed)).toBe('empty');
		expect(signingKeys('openRouter', typed)).toBe('empty');
	});

	test.each(['whsec_', 'whsec_***', 'whsec_A', 'whsec_AAAA-'])('%s cannot be read', (typed) => {
		expect(signingKeys('standardWebhooks', typed)).toBe('not base64');
	});
});

describe('what the sandbox sends', () => {
	const event = { id: 'wh_2', type: 'video.completed', body: BODY };
	const now = new Date();
	const client = new OpenAI({ apiKey: 'none', webhookSecret: SECRET });

	test("passes the openai package's own check, and ours", async () => {
		const headers = signedHeaders('standard', event, SECRET, now);
		const read = (await client.webhooks.unwrap(BODY, headers)) as unknown;
		expect(read).toEqual(JSON.parse(BODY));
		const seconds = Math.floor(now.getTime() / 1000);
		expect(standard(headers, { now: seconds })).toMatchObject({ id: 'wh_2' });
	});

	test("changed, it fails the openai package's check", async () => {
		const headers = signedHeaders('standard', event, SECRET, now);
		await expect(client.webhooks.unwrap(`${BODY} `, headers)).rejects.toThrow(/signature/);
	});

	test("as OpenRouter's it is what PROTOCOL says", () => {
		const at = Math.floor(now.getTime() / 1000);
		expect(signedHeaders('openrouter', event, 'plain', now)).toMatchObject(
			fromOpenRouter('plain', { at }),
		);
	});
});
