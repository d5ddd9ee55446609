/** @type {import('jest').Config} */
const common = {
	rootDir: __dirname,
	testEnvironment: 'node',
	moduleFileExtensions: ['mts', 'ts', 'mjs', 'cjs', 'js', 'json', 'node'],
	transform: {
		'\\.(mts|ts)$': [
			'@swc/jest',
			{ jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' } },
		],
	},
	modulePathIgnorePatterns: ['<rootDir>/host/node_modules', '<rootDir>/.n8n-home'],
};

const suite = (displayName) => ({
	...common,
	displayName,
	testMatch: [`<rootDir>/test/${displayName}/**/*.test.mts`],
});

module.exports = {
	testTimeout: 60_000,
	projects: ['unit', 'sandbox', 'engine', 'interop', 'n8n', 'durable', 'queue', 'editor'].map(suite),
};
