import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { DIALECTS } from '../../../protocol/dialects';

function choices(): INodePropertyOptions[] {
	const named = DIALECTS.flatMap(({ providers }) => Object.entries(providers?.table ?? {}));
	const others = named.map(([value, { displayName }]) => ({ name: displayName, value }));
	const automatic = { name: 'Automatic', value: 'auto', description: 'As the gateway says' };
	return [automatic, ...others].sort((a, b) => a.name.localeCompare(b.name));
}

const GATEWAYS = DIALECTS.filter(({ providers }) => providers).map(
	({ displayName }) => displayName,
);

/** Whose a gateway's model is. */
export const PROVIDER: INodeProperties = {
	displayName: 'Provider of the Model',
	name: 'provider',
	type: 'options',
	default: 'auto',
	description: `Whose model it is, behind ${GATEWAYS.join(', ')}: each provider takes images and other fields in another form. Choose it if your key may not ask the gateway.`,
	options: choices(),
};
