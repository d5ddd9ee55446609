import { serviceName } from './address';
import { DIALECTS } from './index';

/** Whose keys begin in this way. */
export interface KeyOwner {
	service: string;
	keyPrefix: string;
}

// Services without a dialect here whose keys people paste. Source: trufflesecurity/trufflehog, pkg/detectors/{anthropic,googlegemini,openai}.
const OTHERS: KeyOwner[] = [
	{ service: 'Anthropic', keyPrefix: 'sk-ant-' },
	{ service: 'Google', keyPrefix: 'AIza' },
	{ service: 'OpenAI', keyPrefix: 'sk-proj-' },
];

/** Whose key it is, where its beginning tells. */
export function keyOwner(key: string): KeyOwner | undefined {
	const own = DIALECTS.flatMap((dialect) => {
		const { keyPrefix } = dialect;
		return keyPrefix === undefined ? [] : [{ service: serviceName(dialect), keyPrefix }];
	});
	return [...own, ...OTHERS].find(({ keyPrefix }) => key.startsWith(keyPrefix));
}
