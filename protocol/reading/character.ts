import { jobOf, readId } from './job';
import { isRecord, textOf } from './json';
import { readTime } from './video';

/** A figure that videos can show, with the API's own field names. */
export interface Character {
	id: string;
	name: string | null;
	/** Unix time in seconds. */
	created_at: number | null;
}

/** Reads a character out of a server's answer; `undefined` where the answer is none. */
export function readCharacter(answer: unknown): Character | undefined {
	// A character has no status: beside the id of its own, what is inside is the video that it was made of.
	const isNamed = isRecord(answer) && textOf(answer.id) !== undefined;
	const character = isNamed ? answer : jobOf(answer);
	const id = character && readId(character);
	if (character === undefined || id === undefined) return undefined;
	return { id, name: textOf(character.name) ?? null, created_at: readTime(character.created_at) };
}
