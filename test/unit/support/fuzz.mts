import fc from 'fast-check';
import { REAL_ANSWERS } from './answers.mts';
import { cpuMs } from './cpu.mts';

/** How often each property is tried. */
export const RUNS = 2000;

/** How many arbitrary and mutated answers each reader of answers is given. */
export const ANSWERS = Number(process.env.FUZZ_ANSWERS ?? 2000);

// Names that mean something to a reader of answers, so that arbitrary values stand where they matter.
const FIELDS = [
	...['id', 'task_id', 'request_id', 'video_id', 'status', 'progress', 'error', 'message', 'code'],
	...['type', 'detail', 'loc', 'msg', 'reason', 'title', 'url', 'video_url', 'urls', 'outputs'],
	...['unsigned_urls', 'output', 'videos', 'video', 'data', 'metadata', 'b64_json', 'deleted'],
	...['has_more', 'last_id', 'model', 'prompt', 'seconds', 'duration', 'size', 'created_at'],
	...['completed_at', 'expires_at', 'remixed_from_video_id', '__proto__', 'toString', 'length'],
	...['result', 'results', 'task', 'job', 'result_url', 'content', 'task_status', 'state', 'items'],
	...['usage', 'cost', 'currency', 'seed', 'cost_in_usd_ticks', 'fail_reason', 'base64'],
];

/** Any text, also with halves of character pairs, which JSON can carry. */
export const anyText = fc.oneof(
	fc.string(),
	fc.string({ unit: 'binary' }),
	fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((n) => String.fromCharCode(n)) }),
	fc.constantFrom('', ' ', '\n', '.', '..', '/', '0', '-1', 'NaN', 'null', '1e999', '\uFEFF'),
);

// `1e999` is valid JSON and becomes Infinity.
const anyNumber = fc.oneof(
	fc.integer(),
	fc.double({ noNaN: true }),
	fc.constantFrom(0, -0, -1, 100, 101, 1e21, 1e308, 5e-324, Infinity, -Infinity),
);

/** Any value that `JSON.parse` can give. */
export const anyJson: fc.Arbitrary<unknown> = fc.letrec<{ value: unknown }>((tie) => ({
	value: fc.oneof(
		{ depthSize: 'small', withCrossShrink: true },
		fc.constantFrom(null, true, false),
		anyNumber,
		anyText,
		fc.array(tie('value'), { maxLength: 4 }),
		fc.dictionary(
			fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...FIELDS) }, anyText),
			tie('value'),
			{ maxKeys: 5, noNullPrototype: true },
		),
	),
})).value;

type Slot = [holder: Record<string, unknown>, key: string];

function slotsOf(value: unknown): Slot[] {
	if (typeof value !== 'object' || value === null) return [];
	const holder = value as Record<string, unknown>;
	return Object.keys(holder).flatMap((key): Slot[] => [[holder, key], ...slotsOf(holder[key])]);
}

// As `JSON.parse` does it, also for `__proto__`.
function put(holder: object, key: string, value: unknown): void {
	Object.defineProperty(holder, key, {
		value,
		enumerable: true,
		configurable: true,
		writable: true,
	});
}

const mutation = fc.record({
	where: fc.nat(),
	how: fc.constantFrom('replace', 'remove', 'wrap', 'copy'),
	field: fc.constantFrom(...FIELDS),
	value: anyJson,
});

/** A real server's answer in which a few places are not what they should be. */
export const mutatedAnswer = fc
	.tuple(fc.constantFrom(...REAL_ANSWERS), fc.array(mutation, { minLength: 1, maxLength: 5 }))
	.map(([real, mutations]) => {
		const root: { answer: unknown } = { answer: structuredClone(real) };
		for (const { where, how, field, value } of mutations) {
			const slots = slotsOf(root);
			const [holder, key] = slots[where % slots.length] ?? [root, 'answer'];
			const old = holder[key];
			if (how === 'replace') put(holder, key, value);
			else if (how === 'wrap') put(holder, key, { [field]: old });
			else if (how === 'remove') delete holder[key];
			else if (!Array.isArray(holder)) put(holder, field, old);
		}
		return root.answer;
	});

/** A value below so many levels of one field, or of arrays where the field is empty. */
export function nested(depth: number, field: string, inner: unknown): unknown {
	let value = inner;
	for (let level = 0; level < depth; level += 1) value = field ? { [field]: value } : [value];
	return value;
}

const deepAnswer = fc
	.tuple(fc.nat({ max: 300 }), fc.constantFrom('', ...FIELDS), anyJson)
	.map(([depth, field, inner]) => nested(depth, field, inner));

/** Whatever a server may answer with, once parsed. */
export const anyAnswer = fc.oneof(
	{ weight: 3, arbitrary: anyJson },
	{ weight: 4, arbitrary: mutatedAnswer },
	{ weight: 1, arbitrary: deepAnswer },
);

/** Whatever a server may answer with, as text: JSON, cut-off and damaged JSON, web pages, anything. */
export const anyBody = fc.oneof(
	anyText,
	anyAnswer.map((answer) => JSON.stringify(answer) ?? ''),
	fc
		.tuple(anyAnswer, fc.nat({ max: 200 }), anyText)
		.map(([answer, end, rest]) => (JSON.stringify(answer) ?? '').slice(0, end) + rest),
	fc
		.tuple(fc.constantFrom('<html>', '<!doctype html>', '\n<?xml version="1.0"?>'), anyText)
		.map(([start, rest]) => start + rest),
);

const PARTS = ['<', ' ', '\n', '\uFEFF', 'http://', '[', '{"', '/', '%', '.', '\\', '&#0'];

/** Texts on which a careless pattern takes for ever, with names for them. */
export const HOSTILE_TEXTS = PARTS.flatMap((part) => {
	const name = `20 000 times ${JSON.stringify(part)}`;
	return [
		[name, part.repeat(20_000)],
		[`${name} and an x`, `${part.repeat(20_000)}x`],
	];
});

const MOST_MS = 1000;

/** Fails where reading takes longer than a moment. */
export function expectQuick(read: () => unknown): void {
	expect(cpuMs(read, MOST_MS)).toBeLessThan(MOST_MS);
}
