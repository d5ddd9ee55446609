import { realpathSync } from 'node:fs';
import path from 'node:path';

// Before each file of the suite: n8n's engine is that of this folder, or nothing runs.
const folder = realpathSync(path.join(process.cwd(), 'test/oldest/node_modules')) + path.sep;
for (const name of ['n8n-core', 'n8n-workflow']) {
	const place = require.resolve(name);
	if (!place.startsWith(folder)) throw new Error(`${name} came from ${place}, not from ${folder}`);
}

// CI's 100 000 answers go to the suites unit and engine.
process.env.FUZZ_ANSWERS = '1000';
