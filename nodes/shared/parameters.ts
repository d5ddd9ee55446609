import {
	isResourceLocatorValue,
	type IDataObject,
	type IExecuteFunctions,
	type IExecuteSingleFunctions,
	type INodeParameters,
} from 'n8n-workflow';
import { isRecord, parseJson } from '../../protocol/reading/json';
import { FIELD_NAMES, type FieldName } from './fieldNames';
import { fieldText, fieldTexts } from './fieldText';
import { checkNumber, type NumberBounds } from './validate';

/** What parameters are read from: an item's run, a whole node. */
export type ParameterContext = Pick<IExecuteSingleFunctions, 'getNodeParameter'>;

/**
 * Values by their names: a collection such as Options, or what n8n's routing has collected. What an expression gave is behind
 * these methods, so that none of it can be sent unchecked.
 */
export class Fields {
	constructor(private readonly values: Readonly<Record<string, unknown>>) {}

	/** Text, trimmed; empty where it is not filled in. @throws InputError for an object or a list */
	text(name: FieldName): string {
		return this.read(name, (value) => fieldText(FIELD_NAMES[name], value).trim());
	}

	/** Texts that are separated by commas, or a list of them. @throws InputError */
	texts(name: FieldName): string[] {
		return this.read(name, (value) => fieldTexts(FIELD_NAMES[name], value));
	}

	/** A number; `undefined` where it is not filled in. @throws InputError */
	number(name: FieldName, bounds?: NumberBounds): number | undefined {
		return this.read(name, (value) => checkNumber(FIELD_NAMES[name], value, bounds));
	}

	/** A switch; `undefined` where it is not set. */
	flag(name: string): boolean | undefined {
		const value = this.values[name];
		return typeof value === 'boolean' ? value : undefined;
	}

	/** A value as one of the functions of validate.ts reads it. */
	read<T>(name: FieldName, reader: (value: unknown) => T): T {
		return reader(this.values[name]);
	}

	/** The rows of a name/value list as an object, without those that have no name. @throws InputError */
	pairs(name: FieldName): Record<string, string> {
		const list = this.values[name];
		const rows: unknown[] = isRecord(list) && Array.isArray(list.parameters) ? list.parameters : [];
		const textOf = (value: unknown) => fieldText(FIELD_NAMES[name], value);
		const pairs = rows.filter(isRecord).map((row) => [textOf(row.name).trim(), textOf(row.value)]);
		return Object.fromEntries(pairs.filter(([key]) => key !== '')) as Record<string, string>;
	}

	/** All of it as it goes through n8n's database, for a reader of the same kind. */
	toJSON(): IDataObject {
		return this.values as IDataObject;
	}
}

/** The values of the fields of a whole node, for one item. */
export function ofItem(
	context: Pick<IExecuteFunctions, 'getNodeParameter'>,
	item: number,
): ParameterContext {
	const getNodeParameter = (name: string, fallback?: unknown, options?: object) =>
		context.getNodeParameter(name, item, fallback, options);
	return { getNodeParameter } as ParameterContext;
}

/** A collection parameter's values; empty where the operation does not have it. */
export function collection(context: ParameterContext, name: string): Fields {
	const values: unknown = context.getNodeParameter(name, {});
	return new Fields(isRecord(values) ? values : {});
}

/** The entries of one of a parameter's lists, each with what n8n has put into its form; read them with fieldText. */
export function entries(
	context: ParameterContext,
	name: string,
	list: string,
): Array<Record<string, unknown>> {
	const lists: unknown = context.getNodeParameter(name, {});
	const all: unknown = isRecord(lists) ? lists[list] : undefined;
	return Array.isArray(all) ? all.filter(isRecord) : [];
}

// n8n's own extraction fails for a field that the operation does not have.
function one(context: ParameterContext, name: string, fallback: INodeParameters[string]): Fields {
	const value: unknown = context.getNodeParameter(name, fallback);
	return new Fields({ [name]: isResourceLocatorValue(value) ? value.value : value });
}

/** A text parameter (also of a resource locator), trimmed; empty where it is not filled in. @throws InputError */
export function text(context: ParameterContext, name: FieldName): string {
	return one(context, name, '').text(name);
}

/** The choices of a field for several, or texts that are separated by commas. @throws InputError */
export function texts(context: ParameterContext, name: FieldName): string[] {
	return one(context, name, []).texts(name);
}

/** A number parameter; `undefined` where it is not filled in. @throws InputError */
export function number(
	context: ParameterContext,
	name: FieldName,
	bounds?: NumberBounds,
): number | undefined {
	return one(context, name, '').number(name, bounds);
}

/** A switch of the node; the fallback where the operation does not have it. */
export function flag(context: ParameterContext, name: string, fallback: boolean): boolean {
	return one(context, name, fallback).flag(name) ?? fallback;
}

/** What a node hands to itself as JSON text: nothing that anybody types. */
export function json(context: ParameterContext, name: string): unknown {
	const value: unknown = context.getNodeParameter(name, '');
	return typeof value === 'string' ? parseJson(value) : undefined;
}

/** A parameter that a function of its own reads, such as the name of a binary field. */
export function read<T>(
	context: ParameterContext,
	name: FieldName,
	reader: (value: unknown) => T,
): T {
	return one(context, name, '').read(name, reader);
}
