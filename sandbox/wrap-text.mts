/**
 * Breaks a text into at most `room` lines that fit, at spaces where there are any.
 *
 * @param fits whether a line is narrow enough
 * @returns the lines; the last ends in … when text was left over
 */
export function wrapText(text: string, room: number, fits: (line: string) => boolean): string[] {
	const lines: string[] = [];
	let rest = text.replace(/\s+/g, ' ').trim();
	while (rest !== '' && lines.length < room) {
		const line = firstLine(rest, fits);
		lines.push(line.trim());
		rest = rest.slice(line.length).trimStart();
	}
	if (rest !== '' && lines.length > 0) lines.push(`${lines.pop()?.slice(0, -1)}…`);
	return lines;
}

/** The longest beginning that fits, at least one character. */
function firstLine(text: string, fits: (line: string) => boolean): string {
	let end = 0;
	let lastSpace = 0;
	for (const character of text) {
		if (end > 0 && !fits(text.slice(0, end + character.length))) break;
		if (character === ' ') lastSpace = end;
		end += character.length;
	}
	return text.slice(0, end < text.length && lastSpace > 0 ? lastSpace : end);
}
