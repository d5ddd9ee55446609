import fc from 'fast-check';
import { readDescriptions, sizesOf } from '../../protocol/reading/modelDescription';
import { anyAnswer, ANSWERS } from './support/fuzz.mts';

const describe1 = (fields: object) =>
	readDescriptions({ data: [{ id: 'other' }, { id: 'veo', ...fields }] })?.get('veo');
const sizes = (fields: object) => sizesOf(describe1(fields) ?? {});

test.each([
	['sizes', { supported_sizes: ['1280x720'], supported_aspect_ratios: ['16:9'] }, ['1280x720']],
	[
		'lines and ratios',
		{ supported_resolutions: ['720p', '1080p'], supported_aspect_ratios: ['16:9', '9:16'] },
		['720p 16:9', '720p 9:16', '1080p 16:9', '1080p 9:16'],
	],
	['ratios alone', { supported_aspect_ratios: ['16:9'] }, ['16:9']],
	['nothing', {}, []],
	['null', { supported_sizes: null, supported_resolutions: null }, []],
	['nonsense', { supported_sizes: 'big', supported_resolutions: [null, {}] }, []],
])("a model's sizes, listed as %s", (_, fields, expected) => {
	expect(sizes(fields)).toEqual(expected);
});

test('lengths are texts in the order of their numbers', () => {
	const { seconds } = describe1({ supported_durations: [8, '4', null, 'long', 10] })!;
	expect(seconds).toEqual(['4', '8', '10']);
});

test('what is null or left out is not known; an empty list of frames says that there are none', () => {
	const nulls = { supported_durations: null, generate_audio: null, seed: null };
	expect(describe1({ ...nulls, supported_frame_images: null, supported_sizes: [] })).toEqual({});
	expect(describe1({ supported_frame_images: [] })).toEqual({ frames: [] });
	expect(describe1({ generate_audio: false, seed: true })).toEqual({ audio: false, seed: true });
});

test('a model is found by its id, by its permanent name, and as other servers name it', () => {
	const list = [
		{ id: 'google/veo-3.1', canonical_slug: 'google/veo-3.1-20260320', seed: true },
		{ model: 'minimax/h3', seed: true },
		{ model_name: 'my-veo', model_info: { id: '7f' } },
	];
	expect([...readDescriptions({ data: list })!.keys()]).toEqual([
		'google/veo-3.1',
		'google/veo-3.1-20260320',
		'minimax/h3',
		'my-veo',
	]);
	expect(readDescriptions({ data: list })?.get('sora-2')).toBeUndefined();
});

test.each([undefined, null, 'veo', {}, { data: null }, { error: 'no' }])(
	'%j describes no models',
	(answer) => expect(readDescriptions(answer)).toBeUndefined(),
);

test('far too many models and values are cut', () => {
	const values = Array.from({ length: 5000 }, (_, n) => `${n + 1}x720`);
	const data = Array.from({ length: 3000 }, (_, n) => ({ id: `m${n}`, supported_sizes: values }));
	const models = readDescriptions({ data })!;
	expect(models.size).toBe(2000);
	expect(models.get('m0')?.pixels).toHaveLength(200);
	expect(describe1({ supported_sizes: ['x'.repeat(41)] })).toEqual({});
});

test('whatever a server answers, descriptions are texts, switches and prices', () => {
	fc.assert(
		fc.property(anyAnswer, (answer) => {
			for (const [name, model] of readDescriptions(answer) ?? []) {
				expect(name.trim()).not.toBe('');
				const { seconds = [], pixels = [], lines = [], ratios = [], frames = [] } = model;
				for (const text of [...seconds, ...pixels, ...lines, ...ratios, ...frames]) {
					expect(text.trim()).not.toBe('');
				}
			}
		}),
		{ numRuns: ANSWERS },
	);
});
