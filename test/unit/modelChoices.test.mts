import fc from 'fast-check';
import { readChoices } from '../../protocol/reading/modelChoices';
import { anyAnswer, ANSWERS } from './support/fuzz.mts';

const model = (fields: object) => ({ data: [{ id: 'other' }, { id: 'veo', ...fields }] });

test.each([
	['sizes', { supported_sizes: ['1280x720'], supported_aspect_ratios: ['16:9'] }, ['1280x720']],
	[
		'lines and ratios',
		{ supported_resolutions: ['720p', '1080p'], supported_aspect_ratios: ['16:9', '9:16'] },
		['720p 16:9', '720p 9:16', '1080p 16:9', '1080p 9:16'],
	],
	['ratios alone', { supported_aspect_ratios: ['16:9'] }, ['16:9']],
	['nothing', {}, []],
	['nonsense', { supported_sizes: 'big', supported_resolutions: [null, {}] }, []],
])("a model's sizes, told as %s", (_, fields, sizes) => {
	expect(readChoices(model(fields), 'veo')?.sizes).toEqual(sizes);
});

test('lengths are texts, whatever they are told as', () => {
	expect(readChoices(model({ supported_durations: [4, '8', null] }), 'veo')?.seconds).toEqual([
		'4',
		'8',
	]);
});

test('a model that is not in the list has none', () => {
	expect(readChoices(model({}), 'sora-2')).toBeUndefined();
});

test('whatever a server answers, choices are texts', () => {
	fc.assert(
		fc.property(anyAnswer, (answer) => {
			// The mutated lists have this model.
			const choices = readChoices(answer, 'sora-2');
			for (const text of [...(choices?.sizes ?? []), ...(choices?.seconds ?? [])]) {
				expect(text.trim()).not.toBe('');
			}
		}),
		{ numRuns: ANSWERS },
	);
});
