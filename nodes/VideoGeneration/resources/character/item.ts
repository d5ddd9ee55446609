import type { INodeExecutionData } from 'n8n-workflow';
import type { Character } from '../../../../protocol/reading/character';
import { filled, isoTime } from '../../../shared/filled';
import { toItem } from '../../../shared/items';
import type { Run } from '../../run';

/** A character as its item has it; what is empty is left out. */
export interface SimpleCharacter {
	/** The ID of the character on the server. _Model Settings → Characters_ of Create takes it. */
	id: string;
	/** The name that prompts use for the character. */
	name?: string;
	/** When the character was created. @unit time as ISO 8601 text, UTC */
	created_at?: string;
}

/** The item of a character. */
export function characterItem(
	{ itemIndex, redaction }: Run,
	{ id, name, created_at: createdAt }: Character,
): INodeExecutionData {
	const json: SimpleCharacter = { id, ...filled({ name, created_at: isoTime(createdAt) }) };
	return toItem(itemIndex, redaction.json({ ...json }));
}
