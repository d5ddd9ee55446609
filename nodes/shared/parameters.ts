import type { IDataObject, IExecuteSingleFunctions } from 'n8n-workflow';
import { isRecord } from '../../protocol/reading/json';

/** What parameters are read from: an item's run, a whole node. */
export type ParameterContext = Pick<IExecuteSingleFunctions, 'getNodeParameter'>;

/** A collection parameter's values; empty where the operation does not have it. */
export function collection(context: ParameterContext, name: string): IDataObject {
	return context.getNodeParameter(name, {}) as IDataObject;
}

/** A text parameter (also of a resource locator), trimmed; empty where it is not filled in. */
export function text(context: ParameterContext, name: string): string {
	const value = context.getNodeParameter(name, '', { extractValue: true });
	return value === undefined || value === null ? '' : String(value).trim();
}

/** The rows of a name/value list as an object, without those that have no name. */
export function pairs(list: unknown): IDataObject {
	const rows = isRecord(list) && Array.isArray(list.parameters) ? list.parameters : [];
	return Object.fromEntries(
		rows
			.filter((row) => isRecord(row) && String(row.name ?? '').trim() !== '')
			.map((row) => [String(row.name).trim(), row.value]),
	);
}
