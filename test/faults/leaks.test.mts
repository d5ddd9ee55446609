import { makeCell } from './support/cell.mts';
import { FORMS } from './support/faults/secrets.mts';
import { controlIn, leaksIn } from './support/leaks.mts';

// What looks for secrets must find them: else every cell would be green.
const cell = makeCell('a cell');

test.each(Object.keys(FORMS))('%s is found in a message, and in JSON', (name) => {
	const text = `The server said: ${FORMS[name](cell)}.`;
	expect(leaksIn(text, cell)).not.toEqual([]);
	expect(leaksIn(JSON.stringify({ error: { message: text } }), cell)).not.toEqual([]);
	expect(leaksIn(JSON.stringify([JSON.stringify({ text })]), cell)).not.toEqual([]);
});

test('nothing is found where nothing is', () => {
	const other = makeCell('another cell');
	for (const form of Object.values(FORMS)) expect(leaksIn(form(other), cell)).toEqual([]);
	expect(leaksIn(`The key *** of ${cell.newId} is wrong, see https://a/b?…`, cell)).toEqual([]);
});

test.each(['a\rb', 'a\nb', 'a\u0000', 'a\u001b[31m', 'a\u202eb', 'a\u2066b', 'a\u0085b'])(
	'the control character of %j is found',
	(text) => expect(controlIn(text)).toMatch(/^U\+/),
);

test('letters of all kinds are no control characters', () => {
	expect(controlIn('ein Männlein, 森, “…” – \u00a0')).toBeUndefined();
});
