import type { INodeProperties } from 'n8n-workflow';
import { showFor } from './show';

/** n8n's usual switch between tidy fields and the server's own answer, without where it is shown. */
export const SIMPLIFY: INodeProperties = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
};

/** The switch Simplify for some operations. */
export function simplify(...operations: string[]): INodeProperties {
	return { ...SIMPLIFY, ...showFor('video', ...operations) };
}
