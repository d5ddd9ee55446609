import { isRecord, textOf } from './json';
import { readId, readTime } from './video';

/** A figure that videos can show, with the API's own field names. */
export interface Character {
	id: string;
	name: string | null;
	/** Unix seconds. */
	created_at: number | null;
}

/** Reads a character out of a server's answer; `undefined` where the answer is none. */
export function readCharacter(answer: unknown): Character | undefined {
	const id = isRecord(answer) ? readId(answer) : undefined;
	if (!isRecord(answer) || id === undefined) return undefined;
	return { id, name: textOf(answer.name) ?? null, created_at: readTime(answer.created_at) };
}
