import js from '@eslint/js';
import tseslint from 'typescript-eslint';

// n8n's own configuration (eslint.config.mjs, which must stay as it is) forbids what a server or a
// test needs (node:http, setTimeout). What is not published is written in .mts and linted here.
export default tseslint.config({
	files: ['{sandbox,test,bench,host,scripts}/**/*.{mts,mjs}'],
	ignores: ['**/node_modules/**', 'sandbox/bundled.mjs'],
	extends: [js.configs.recommended, tseslint.configs.recommended],
	languageOptions: {
		globals: { process: 'readonly', console: 'readonly', URL: 'readonly', fetch: 'readonly' },
	},
});
