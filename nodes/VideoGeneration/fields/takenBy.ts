import { DIALECTS } from '../../../protocol/dialects';
import type { CreateInputs } from '../../../protocol/dialects/inputs';

/** A description, and which servers take the input: from the dialects' own tables. */
export function takenBy(input: keyof CreateInputs, description: string): string {
	const takers = DIALECTS.filter(
		({ fields, providers }) =>
			fields[input] ?? Object.values(providers?.table ?? {}).some((one) => one.fields[input]),
	).map(({ displayName }) => displayName);
	return `${description}. Taken by ${takers.join(', ')}.`;
}
