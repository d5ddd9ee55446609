/** What was typed. @param script its name in package.json */
export function commandOf(script: string): string {
	const args = process.argv.slice(2);
	return [`npm run ${script}`, ...(args.length > 0 ? ['--', ...args] : [])].join(' ');
}
