const LONGEST_LIST = 200;

/** Names of videos in a sentence: the first 200, and how many more there are. */
export function idList(names: string[]): string {
	const more = names.length > LONGEST_LIST ? ` and ${names.length - LONGEST_LIST} more` : '';
	return `${names.slice(0, LONGEST_LIST).join(', ')}${more}`;
}
