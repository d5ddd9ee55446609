import fc from 'fast-check';
import { readCharacter } from '../../protocol/reading/character';
import { anyAnswer, ANSWERS } from './support/fuzz.mts';

test("a character has the API's own fields, and no others", () => {
	const told = { id: 'char_1', name: 'Mossy', created_at: 1_790_000_000, error: null };
	expect(readCharacter(told)).toEqual({ id: 'char_1', name: 'Mossy', created_at: 1_790_000_000 });
	expect(readCharacter({ id: 'char_1' })).toEqual({ id: 'char_1', name: null, created_at: null });
});

test('a character is not the video that it was made of', () => {
	const source = { id: 'video_1', status: 'completed' };
	expect(readCharacter({ id: 'char_1', video: source })?.id).toBe('char_1');
	expect(readCharacter({ code: 0, data: { id: 'char_1' } })?.id).toBe('char_1');
});

test.each([null, [], 'char_1', {}, { name: 'Mossy' }, { id: '' }])('%j is none', (answer) => {
	expect(readCharacter(answer)).toBeUndefined();
});

test('whatever a server answers is a character with an id, or none', () => {
	fc.assert(
		fc.property(anyAnswer, (answer) => {
			const character = readCharacter(answer);
			if (character === undefined) return;
			expect(Object.keys(character)).toEqual(['id', 'name', 'created_at']);
			expect(character.id.trim()).not.toBe('');
		}),
		{ numRuns: ANSWERS },
	);
});
