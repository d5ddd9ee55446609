import fc from 'fast-check';
import { isRecord } from '../../protocol/reading/json';
import { readPage } from '../../protocol/reading/page';
import { anyAnswer, ANSWERS } from './support/fuzz.mts';

const TWO = [{ id: 'a' }, { id: 'b' }];

test.each<[string, unknown, number, string | undefined]>([
	['the reference', { data: TWO, has_more: true, first_id: 'a', last_id: 'b' }, 2, 'b'],
	['a last id of its own', { data: TWO, has_more: true, last_id: 'cursor' }, 2, 'cursor'],
	['no last id', { data: TWO, has_more: true }, 50, 'b'],
	['a last id of null', { data: TWO, has_more: true, last_id: null }, 50, 'b'],
	['the last page', { data: TWO, has_more: false, last_id: 'b' }, 2, undefined],
	['only data, a full page (SGLang)', { object: 'list', data: TWO }, 2, 'b'],
	['only data, a short page (SGLang)', { object: 'list', data: TWO }, 3, undefined],
	['a bare array, a full page', TWO, 2, 'b'],
	['a bare array, a short page', TWO, 3, undefined],
	['a wrapped list', { code: 0, msg: 'ok', data: { items: TWO, has_more: true } }, 50, 'b'],
	['a list under another name', { videos: TWO, has_more: true }, 50, 'b'],
	['wrapped jobs', { data: TWO.map((data) => ({ data })), has_more: true }, 50, 'b'],
	['other names for ids', { data: [{ task_id: 'a' }, { task_id: 'b' }], has_more: true }, 2, 'b'],
])('%s: the next page is found', (_, answer, size, after) => {
	const page = readPage(answer, size);
	expect(page?.data).toHaveLength(2);
	expect(page?.after).toBe(after);
});

test('an empty page is the last one, whatever it says', () => {
	expect(readPage({ data: [], has_more: true, last_id: 'b' }, 2)).toEqual({ data: [] });
});

test('what is no object in a list is left out', () => {
	expect(readPage({ data: [null, 'a', { id: 'b' }, [1]] }, 50)).toEqual({ data: [{ id: 'b' }] });
});

test.each([undefined, null, 'list', 1, {}, { data: null }, { data: { id: 'a' } }, { error: 'no' }])(
	'%j is no list',
	(answer) => expect(readPage(answer, 50)).toBeUndefined(),
);

test('whatever a server answers is a page of objects with a usable next one, or none', () => {
	fc.assert(
		fc.property(anyAnswer, fc.integer({ min: 1, max: 100 }), (answer, size) => {
			const page = readPage(answer, size);
			if (page === undefined) return;
			expect(page.data.every(isRecord)).toBe(true);
			if (page.data.length === 0) expect(page.after).toBeUndefined();
			if (page.after !== undefined) expect(page.after.trim()).not.toBe('');
		}),
		{ numRuns: ANSWERS },
	);
});
