const LONGEST = 500;

/** A server's answer on one line and shortened, as an error quotes it; `undefined` for an empty one. */
export function quote(text: string, most = LONGEST): string | undefined {
	const oneLine = text
		.slice(0, 20 * most)
		.replace(/\s+/g, ' ')
		.trim();
	if (oneLine === '') return undefined;
	return oneLine.length > most ? `${oneLine.slice(0, most)}…` : oneLine;
}
