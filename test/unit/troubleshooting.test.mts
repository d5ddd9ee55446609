import { readFileSync } from 'node:fs';
import { messages } from './support/messages.mts';

const page = readFileSync('docs/troubleshooting.md', 'utf8');
const listed = [...page.matchAll(/^\| `([^`]+)`/gm)].map(([, text]) => text);
const raised = messages();

test('finds the messages in the source', () => {
	expect(raised.length).toBeGreaterThan(50);
	expect(raised.map(({ text }) => text)).toContain('The video … failed: …');
});

test('every message that the nodes can raise is in docs/troubleshooting.md', () => {
	expect(raised.filter(({ text }) => !listed.includes(text))).toEqual([]);
});

test('docs/troubleshooting.md lists no message that nobody raises', () => {
	const texts = raised.map(({ text }) => text);
	expect(listed.filter((text) => !texts.includes(text))).toEqual([]);
});
