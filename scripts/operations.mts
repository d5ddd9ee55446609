// node scripts/run.mjs --build scripts/operations.mts: writes docs/operations from the descriptions of the built nodes.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import prettier from 'prettier';
import { descriptions } from './descriptions.mts';
import { operationDocs } from './operations/pages.mts';

const FOLDER = 'docs/operations';

rmSync(FOLDER, { recursive: true, force: true });
mkdirSync(FOLDER, { recursive: true });
for (const [file, page] of operationDocs(descriptions())) {
	const place = path.join(FOLDER, file);
	const options = await prettier.resolveConfig(place);
	writeFileSync(place, await prettier.format(page, { ...options, filepath: place }));
}
console.log(`Wrote ${FOLDER}`);
