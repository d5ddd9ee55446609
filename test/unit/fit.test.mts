import fc from 'fast-check';
import { misfits } from '../../protocol/dialects/fit';
import type { CreateInputs } from '../../protocol/dialects/inputs';
import type { ModelDescription } from '../../protocol/reading/modelDescription';
import { listed } from '../../nodes/VideoGeneration/listed';
import { RUNS } from './support/fuzz.mts';

const VEO: ModelDescription = {
	seconds: ['4', '6', '8'],
	pixels: ['1280x720', '720x1280'],
	lines: ['720p', '4K'],
	ratios: ['16:9', '9:16'],
	frames: ['first_frame'],
	audio: false,
	seed: false,
};
const PROMPT = { prompt: 'a lake' };
const url = { url: 'https://example.com/a.png' };

const judge = (inputs: Partial<CreateInputs>, model = VEO) =>
	misfits(model, { ...PROMPT, ...inputs }).map(({ input, value }) => `${input} ${value}`.trim());

test.each([
	[{}],
	[{ seconds: '', size: '' }],
	[{ seconds: '8', size: '1280x720' }],
	[{ seconds: '8.0', size: '720P 16:9' }],
	[{ size: '4k' }],
	[{ size: '9:16' }],
	[{ audio: false, firstFrame: url }],
	[{ negativePrompt: 'text', frames: 81, steps: 30 }],
])('%j is taken', (inputs) => expect(judge(inputs)).toEqual([]));

test.each([
	[{ seconds: '5' }, ['seconds 5']],
	[{ seconds: '4.5' }, ['seconds 4.5']],
	[{ size: '832x480' }, ['size 832x480']],
	[{ size: '1080p 16:9' }, ['size 1080p']],
	[{ size: '1080p 4:3' }, ['size 1080p', 'size 4:3']],
	[{ audio: true }, ['audio']],
	[{ seed: 0 }, ['seed']],
	[{ lastFrame: url, firstFrame: url }, ['lastFrame']],
	[{ seconds: '5', seed: 1 }, ['seconds 5', 'seed']],
])('%j is refused', (inputs, expected) => expect(judge(inputs)).toEqual(expected));

test('each value that is refused comes with those that are taken', () => {
	expect(misfits(VEO, { ...PROMPT, seconds: '5', size: '1080p 4:3' })).toEqual([
		{ input: 'seconds', value: '5', takes: ['4', '6', '8'] },
		{ input: 'size', value: '1080p', takes: ['720p', '4K'] },
		{ input: 'size', value: '4:3', takes: ['16:9', '9:16'] },
	]);
});

const texts = fc.array(fc.constantFrom('4', '6', '720p', '4K', '16:9', '9:16', '1280x720'), {
	minLength: 1,
});
const description: fc.Arbitrary<ModelDescription> = fc.record(
	{
		...{ seconds: texts, pixels: texts, lines: texts, ratios: texts },
		...{ frames: texts, audio: fc.boolean(), seed: fc.boolean() },
	},
	{ requiredKeys: [] },
);
const asked: fc.Arbitrary<CreateInputs> = fc.record(
	{
		prompt: fc.string(),
		seconds: fc.constantFrom('4', '5', '6.0'),
		size: fc.constantFrom('720p', '720p 16:9', '4:3', '832x480', '1280x720'),
		...{ audio: fc.boolean(), seed: fc.integer(), firstFrame: fc.constant(url) },
		lastFrame: fc.constant(url),
	},
	{ requiredKeys: ['prompt'] },
);

test('nothing is refused of which the server says nothing', () => {
	fc.assert(
		fc.property(asked, (inputs) => expect(misfits({}, inputs)).toEqual([])),
		{ numRuns: RUNS },
	);
});

test('what is refused was asked for, and is not among what is taken', () => {
	fc.assert(
		fc.property(description, asked, (model, inputs) => {
			for (const { input, value, takes } of misfits(model, inputs)) {
				expect(inputs[input]).toBeDefined();
				if (value !== '') expect(String(inputs[input])).toContain(value);
				expect(takes).not.toContain(value);
			}
		}),
		{ numRuns: RUNS },
	);
});

test('what a model says it takes is never refused', () => {
	fc.assert(
		fc.property(description, asked, (model, inputs) => {
			const { seconds = '4', size = '' } = inputs;
			const parts = size.split(' ');
			const all = { seconds: [seconds], pixels: parts, lines: parts, ratios: parts };
			const frames = ['first_frame', 'last_frame'];
			expect(misfits({ ...model, ...all, frames, audio: true, seed: true }, inputs)).toEqual([]);
		}),
		{ numRuns: RUNS },
	);
});

test.each([
	[['5'], '5'],
	[['4', '6', '8'], '4, 6 and 8'],
	[['720p', '4K'], '720p and 4K'],
	[['2', '3', '4', '5', '6'], '2 to 6'],
	[['1', '2', '3', '5'], '1, 2, 3 and 5'],
	[['2', '4', '5', '6', '7', '10'], '2, 4 to 7 and 10'],
])('%j reads %s', (values, text) => expect(listed(values)).toBe(text));

test('of very many values the first ones are listed', () => {
	const text = listed(Array.from({ length: 200 }, (_, n) => `${n}x720`));
	expect(text).toMatch(/^0x720, .*29x720 and more$/);
});
