import { DIALECTS } from './index';

/** Whose keys begin in this way. */
export interface KeyOwner {
	displayName: string;
	keyPrefix: string;
}

// Services without a dialect here whose keys people paste. Source: trufflesecurity/trufflehog, pkg/detectors/{anthropic,googlegemini,openai}.
const OTHERS: KeyOwner[] = [
	{ displayName: 'Anthropic', keyPrefix: 'sk-ant-' },
	{ displayName: 'Google', keyPrefix: 'AIza' },
	{ displayName: 'OpenAI', keyPrefix: 'sk-proj-' },
];

/** Whose key it is, where its beginning tells. */
export function keyOwner(key: string): KeyOwner | undefined {
	const own = DIALECTS.flatMap(({ displayName, keyPrefix }) =>
		keyPrefix === undefined ? [] : [{ displayName, keyPrefix }],
	);
	return [...own, ...OTHERS].find(({ keyPrefix }) => key.startsWith(keyPrefix));
}
