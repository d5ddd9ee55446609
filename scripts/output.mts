// node scripts/run.mjs --build scripts/output.mts: writes docs/output.md, and the schemas of what the nodes give, from the node's source.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import prettier from 'prettier';
import { descriptions } from './descriptions.mts';
import { PARTS } from './output/outputs.mts';
import { outputPage } from './output/page.mts';
import { readTypes } from './output/readTypes.mts';
import { schemas } from './output/schema.mts';
import type { SeenFields } from './servers/fields.mts';

const PAGE = 'docs/output.md';

const seen = JSON.parse(readFileSync('scripts/output/seen.json', 'utf8')) as SeenFields;
const parts = readTypes(PARTS.map(({ source }) => source));
const files = new Map([[PAGE, outputPage(descriptions(), parts, seen)]]);
for (const [file, schema] of schemas(parts)) files.set(file, JSON.stringify(schema, null, 1));

for (const [file, text] of files) {
	mkdirSync(path.dirname(file), { recursive: true });
	const options = await prettier.resolveConfig(file);
	writeFileSync(file, await prettier.format(text, { ...options, filepath: file }));
}
console.log(`Wrote ${PAGE} and the schemas in nodes/*/__schema__`);
