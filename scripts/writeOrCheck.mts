import { readFileSync, writeFileSync } from 'node:fs';
import prettier from 'prettier';

/**
 * Writes a page that is generated from the results of tests; with `--check` on the command line it compares it instead, and ends the process
 * with code 1 where they differ.
 * @param page its path
 * @param text as Markdown, not yet formatted
 * @param command that writes it
 */
export async function writeOrCheck(page: string, text: string, command: string): Promise<void> {
	const options = await prettier.resolveConfig(page);
	const formatted = await prettier.format(text, { ...options, filepath: page });
	if (process.argv[2] !== '--check') {
		writeFileSync(page, formatted);
		console.log(`Wrote ${page}`);
	} else if (formatted === readFileSync(page, 'utf8')) {
		console.log(`${page} matches the results of the tests`);
	} else {
		console.error(`${page} does not match the results of the tests. Run: ${command}`);
		process.exit(1);
	}
}
