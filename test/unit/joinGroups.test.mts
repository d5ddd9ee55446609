import { InputError } from '../../client/errors.ts';
import { groupItems } from '../../nodes/VideoGeneration/join/groups.ts';

const group = (values: string[]) => groupItems(values.length, (item) => values[item]);

test('groups come in the order in which their values first appear, items in theirs', () => {
	expect(group(['b', 'a', 'b', 'c', 'a'])).toEqual([
		{ value: 'b', items: [0, 2] },
		{ value: 'a', items: [1, 4] },
		{ value: 'c', items: [3] },
	]);
});

test('without values all items are one group', () => {
	expect(group(['', '', ''])).toEqual([{ value: '', items: [0, 1, 2] }]);
	expect(group([])).toEqual([]);
});

test('names of properties of objects are values as any other', () => {
	expect(group(['__proto__', 'constructor', '__proto__'])).toEqual([
		{ value: '__proto__', items: [0, 2] },
		{ value: 'constructor', items: [1] },
	]);
});

test('an item whose value cannot be read is a group of its own', () => {
	const error = new InputError('The expression gives an object');
	const groups = groupItems(3, (item) => {
		if (item === 1) throw error;
		return 'a';
	});
	expect(groups).toEqual([
		{ value: 'a', items: [0, 2] },
		{ value: '', items: [1], error },
	]);
});
