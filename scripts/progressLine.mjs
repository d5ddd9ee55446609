/** A line of progress. @param since the start of the command, in milliseconds since 1970 */
export function progressLine(since, text) {
	return `[${String(Math.round((Date.now() - since) / 1000)).padStart(4)} s] ${text}`;
}
