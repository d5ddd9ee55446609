import type { INodeProperties } from 'n8n-workflow';
import { shareFields } from '../shareFields';
import { createFields, createOption } from './create';
import { retrieveFields, retrieveOption } from './retrieve';

/** The operations of the resource *Character*, and the fields of each. */
export const characterProperties: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		default: 'create',
		options: [createOption, retrieveOption],
		displayOptions: { show: { resource: ['character'] } },
	},
	...shareFields([createFields, retrieveFields]),
];
