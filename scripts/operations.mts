// node scripts/run.mjs --build scripts/operations.mts: writes docs/operations from the descriptions of the built nodes.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { INodeType } from 'n8n-workflow';
import prettier from 'prettier';
import { operationDocs } from './operations/pages.mts';

const FOLDER = 'docs/operations';

const load = createRequire(path.resolve('package.json'));
const { n8n } = JSON.parse(readFileSync('package.json', 'utf8')) as { n8n: { nodes: string[] } };

const descriptions = n8n.nodes.map((file) => {
	const classes = load(path.resolve(file)) as Record<string, new () => INodeType>;
	return new classes[path.basename(file, '.node.js')]().description;
});

rmSync(FOLDER, { recursive: true, force: true });
mkdirSync(FOLDER, { recursive: true });
for (const [file, page] of operationDocs(descriptions)) {
	const place = path.join(FOLDER, file);
	const options = await prettier.resolveConfig(place);
	writeFileSync(place, await prettier.format(page, { ...options, filepath: place }));
}
console.log(`Wrote ${FOLDER}`);
