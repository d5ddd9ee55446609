import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { operationDocs } from '../../scripts/operations/pages.mts';
import { NOTES } from '../../scripts/operations/notes.mts';
import { nodes } from './support/compiled.mts';

const folder = path.join(process.cwd(), 'docs/operations');
const pages = operationDocs(nodes.map(({ description }) => description));

// Prettier pads tables and breaks lines; what is said is the same.
const words = (page: string) =>
	page.replace(/-{3,}/g, '---').split(/\s+/).filter(Boolean).join(' ');

test('docs/operations has a page for each operation and trigger, and no other', () => {
	expect(readdirSync(folder).sort()).toEqual([...pages.keys()].sort());
	expect(pages.size).toBe(Object.keys(NOTES).length + 1);
});

test.each([...pages])('%s is what the descriptions say (else run: npm run docs)', (file, page) => {
	expect(words(readFileSync(path.join(folder, file), 'utf8'))).toBe(words(page));
});

test('a page says what is needed to fill the fields in', () => {
	const create = pages.get('create.md') ?? '';
	expect(create).toContain('| Prompt (required) |');
	expect(create).toMatch(/\| Model Settings → Seed \|.*Supported by /);
	expect(create).toMatch(/\| Return \|.*One of _Finished Video With Its File_/);
	expect(pages.get('suspend-until-completed.md')).not.toContain('Suspension');
});
