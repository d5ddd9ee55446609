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

// The engine suite again: whatever asks for n8n's engine, the compiled node too, gets the one that is installed in test/oldest.
const oldest = {
	...suite('oldest'),
	testMatch: [
		'<rootDir>/test/{engine,oldest}/**/*.test.mts',
		'<rootDir>/test/unit/{description,webhookTrigger}.test.mts',
	],
	// How each server is written to, what its answers say, and how clips are joined does not depend on n8n.
	testPathIgnorePatterns: [
		'/test/engine/(busy|derive|dialects|joinMemory|mismatch|oddAnswers|references|resultPlaces|wrappedAnswers)\\.test',
	],
	setupFiles: ['<rootDir>/test/oldest/guard.mts'],
	moduleNameMapper: {
		'^(n8n-core|n8n-workflow)(/.+)?$': '<rootDir>/test/oldest/node_modules/$1$2',
	},
};

module.exports = {
	testTimeout: 60_000,
	testSequencer: '<rootDir>/test/support/longestFirst.cjs',
	projects: [
		...[
			'unit',
			'client',
			'sandbox',
			'engine',
			'interop',
			'n8n',
			'durable',
			'queue',
			'editor',
			'faults',
			'media',
			'join',
			'pipelines',
			'install',
		].map(suite),
		oldest,
	],
};
