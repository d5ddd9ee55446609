// eslint-disable-next-line @typescript-eslint/no-require-imports
const { version } = require('n8n-core/package.json') as { version: string };

/** The version of n8n-core under test: the newest, or in the suite oldest the one of test/oldest. */
export const ENGINE_VERSION = version;

/** Whether the engine is older than a version such as `2.41`. */
export function isOlder(than: string): boolean {
	const [major, minor] = version.split('.').map(Number);
	const [sinceMajor, sinceMinor] = than.split('.').map(Number);
	return major < sinceMajor || (major === sinceMajor && minor < sinceMinor);
}

/**
 * A test of what an older engine lacks, which skips it.
 * @param since the first version that surely has it, e.g. `2.41`
 * @param reason what the older one does instead
 */
export function testSince(since: string, reason: string): jest.It {
	return reason !== '' && isOlder(since) ? test.skip : test;
}
