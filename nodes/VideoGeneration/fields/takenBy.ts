import { DIALECTS } from '../../../protocol/dialects';
import type { Feature } from '../../../protocol/dialects/dialect';
import type { CreateInputs } from '../../../protocol/dialects/inputs';

/** A description, and which servers take the input: from the dialects' own tables. */
export function takenBy(input: keyof CreateInputs, description: string): string {
	const takers = DIALECTS.filter(({ fields }) => fields[input]).map(
		({ displayName }) => displayName,
	);
	return `${description}. Taken by ${takers.join(', ')}.`;
}

/** A description, and which servers have what it is about. */
export function offeredBy(feature: Feature, description: string): string {
	const servers = DIALECTS.filter(({ offers }) => offers.includes(feature)).map(
		({ displayName }) => displayName,
	);
	return `${description}. Taken by ${servers.join(', ')}.`;
}
