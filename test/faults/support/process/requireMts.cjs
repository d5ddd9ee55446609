// node --require …/requireMts.cjs FILE.mts: runs the suite's files outside of Jest, compiled in the same way.
const { readFileSync } = require('node:fs');
const { _extensions: extensions } = require('node:module');
const { transformSync } = require('@swc/core');

for (const ending of ['.mts', '.ts']) {
	extensions[ending] = (module, filename) => {
		const { code } = transformSync(readFileSync(filename, 'utf8'), {
			filename,
			sourceMaps: 'inline',
			jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
			module: { type: 'commonjs' },
		});
		module._compile(code, filename);
	};
}
