import fc from 'fast-check';
import { readModels } from '../../protocol/reading/models';
import { anyAnswer, ANSWERS } from './support/fuzz.mts';

test('video models are listed apart from the others, each group in order', () => {
	const ids = ['gpt-5-mini', 'sora-2-pro', 'claude', 'Wan-AI/Wan2.2-T2V-A14B', 'google/veo-3.1'];
	expect(readModels({ object: 'list', data: ids.map((id) => ({ id, object: 'model' })) })).toEqual({
		video: ['Wan-AI/Wan2.2-T2V-A14B', 'google/veo-3.1', 'sora-2-pro'],
		other: ['claude', 'gpt-5-mini'],
	});
});

test('a bare list, ids alone and repetitions are read', () => {
	const listed = ['sora-2', { id: 'sora-2' }, { id: null }, 7, null];
	expect(readModels(listed)).toEqual({ video: ['sora-2'], other: ['7'] });
});

test.each([undefined, null, 'sora-2', {}, { data: null }, { data: {} }, { error: 'no' }])(
	'%j has no models',
	(answer) => expect(readModels(answer)).toEqual({ video: [], other: [] }),
);

test('whatever a server answers, the models are texts without repetition', () => {
	fc.assert(
		fc.property(anyAnswer, (answer) => {
			const { video, other } = readModels(answer);
			const ids = [...video, ...other];
			expect(new Set(ids).size).toBe(ids.length);
			for (const id of ids) expect(id.trim()).not.toBe('');
		}),
		{ numRuns: ANSWERS },
	);
});
