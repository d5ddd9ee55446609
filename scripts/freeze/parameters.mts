import { isDeepStrictEqual } from 'node:util';
import {
	NodeHelpers,
	type ICredentialType,
	type INode,
	type INodeParameters,
	type INodeProperties,
	type INodeTypeDescription,
} from 'n8n-workflow';

/** What has a form: a node, or a credential, which has no version. */
export interface Form {
	properties: INodeProperties[];
	/** of a node alone */
	description: INodeTypeDescription | null;
}

/** What n8n knows of a node's form. */
export const ofNode = (description: INodeTypeDescription): Form => ({
	properties: description.properties,
	description,
});

/** What n8n knows of a credential's form. */
export const ofCredential = ({ properties }: ICredentialType): Form => ({
	properties,
	description: null,
});

/** The newest version of a node. */
export const newest = ({ version }: INodeTypeDescription) => [version].flat().at(-1)!;

/** What n8n asks of a node to tell which fields it shows. */
export function versioned({ description }: Form, typeVersion?: number) {
	return description && ({ typeVersion: typeVersion ?? newest(description) } as INode);
}

function convert(form: Form, values: object, withDefaults: boolean, typeVersion?: number) {
	const { description } = form;
	// A text that the form shows is no parameter.
	const properties = form.properties.filter(({ type }) => type !== 'notice');
	const node = versioned(form, typeVersion);
	const given = values as INodeParameters;
	const read = NodeHelpers.getNodeParameters;
	return read(properties, given, withDefaults, false, node, description) ?? {};
}

/** What n8n saves of a form that is filled in so: without defaults. */
export const saved = (form: Form, values: object) => convert(form, values, false);

/** What n8n reads from what it has saved: with today's defaults, and without what no field takes any more. */
export const opened = (form: Form, values: object, typeVersion?: number) =>
	convert(form, values, true, typeVersion);

/** What n8n reads from it beyond what it has saved: a default may stand in the field, or in a row of it. */
export function defaultsOf(form: Form, values: object): object {
	const given = values as Record<string, unknown>;
	const read = Object.entries(opened(form, values));
	return Object.fromEntries(read.filter(([name, one]) => !isDeepStrictEqual(one, given[name])));
}
