import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { DIALECTS } from '../../../protocol/dialects';

function choices(): INodePropertyOptions[] {
	const named = DIALECTS.flatMap(({ providers }) => Object.entries(providers?.table ?? {}));
	const others = named.map(([value, { displayName }]) => ({ name: displayName, value }));
	const automatic = { name: 'Automatic', value: 'auto', description: 'Ask the gateway' };
	return [automatic, ...others].sort((a, b) => a.name.localeCompare(b.name));
}

const GATEWAYS = DIALECTS.filter(({ providers }) => providers).map(
	({ displayName }) => displayName,
);

/** The provider of a gateway's model. */
export const PROVIDER: INodeProperties = {
	displayName: 'Provider of the Model',
	name: 'provider',
	type: 'options',
	default: 'auto',
	description: `The provider of the model behind ${GATEWAYS.join(', ')}. Each provider wants images and other fields in its own form. Choose it if your key may not read it from the gateway.`,
	options: choices(),
};
