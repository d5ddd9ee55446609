/** Words of servers that mean something to the node, and who says them. */
export interface Phrase {
	words: RegExp;
	source: string;
}

/** Whether a message has any of the words. */
export function hasAny(phrases: readonly Phrase[], message: string): boolean {
	return phrases.some(({ words }) => words.test(message));
}
