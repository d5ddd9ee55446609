import { DIALECTS } from '../../../protocol/dialects';
import type { Dialect, Feature } from '../../../protocol/dialects/dialect';
import type { CreateInputs } from '../../../protocol/dialects/inputs';

function namesOf(isMeant: (dialect: Dialect) => boolean): string {
	return DIALECTS.filter(isMeant)
		.map(({ displayName }) => displayName)
		.join(', ');
}

/** A description, and which servers support the input: from the dialects' own tables. */
export function supportedBy(input: keyof CreateInputs, description: string): string {
	const servers = namesOf(({ fields, providers }) =>
		[{ fields }, ...Object.values(providers?.table ?? {})].some((one) => one.fields[input]),
	);
	return `${description}. Supported by ${servers}.`;
}

/** A description, and which servers describe what each of their models takes: from the dialects' own tables. */
export function checkedBy(description: string): string {
	const servers = namesOf(({ modelInfo }) => modelInfo?.tells === 'values');
	return `${description}. Works with ${servers}.`;
}

/** A description, and which servers have what it is about. */
export function offeredBy(feature: Feature, description: string): string {
	return `${description}. Supported by ${namesOf(({ offers }) => offers.includes(feature))}.`;
}
