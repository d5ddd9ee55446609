import type { INodeProperties } from 'n8n-workflow';

/** n8n's usual switch between tidy fields and the server's own answer. */
export const SIMPLIFY: INodeProperties = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
};
