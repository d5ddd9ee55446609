import { NodeHelpers, type INodeProperties } from 'n8n-workflow';
import { versioned, type Form } from './parameters.mts';
import { located, typed } from './values.mts';

type Values = Record<string, unknown>;

/** A form that is filled in. */
export interface Filled {
	/** in words, e.g. `all 1` */
	name: string;
	values: Values;
}

/** What a field offers to choose from; empty where somebody types. */
function choicesOf(field: INodeProperties): unknown[] {
	if (field.type === 'boolean') return [!field.default, field.default];
	if (field.type === 'resourceLocator') {
		return (field.modes ?? []).map(({ name }) => located(field.name, name));
	}
	const listed = ((field.options ?? []) as Array<{ value?: unknown }>).map(({ value }) => value);
	if (field.type === 'options') return listed;
	return field.type === 'multiOptions' ? [listed, ...listed.map((one) => [one])] : [];
}

const inTurn = (choices: unknown[], turn: number) => choices[turn % choices.length];

/** The fields on which depends whether others are shown. */
function controllersOf(fields: INodeProperties[]): Set<string> {
	const inner = fields.flatMap(({ options = [] }) => options as object[]);
	const below = inner.flatMap((one) =>
		'values' in one ? (one.values as INodeProperties[]) : [one as INodeProperties],
	);
	const conditions = [...fields, ...below].flatMap(({ displayOptions: { show, hide } = {} }) => [
		...Object.keys(show ?? {}),
		...Object.keys(hide ?? {}),
	]);
	return new Set(conditions.map((name) => name.replace('/', '')));
}

/** Fills in the forms of one node or credential, so that each field that can be shown is filled in, and each choice is made, in one of them. */
export function formsOf(form: Form, fixed: Values = {}): Filled[] {
	const node = versioned(form);
	const shows = (field: INodeProperties, values: Values, root = values) =>
		field.type !== 'notice' &&
		field.type !== 'hidden' &&
		NodeHelpers.displayParameter(values as never, field, node, form.description, root as never);

	/** @param takes which fields are filled in; the others stay as they come */
	function fill(
		fields: INodeProperties[],
		turn: number,
		takes: (field: INodeProperties) => boolean,
		values: Values,
		root = values,
		group?: string,
	): Values {
		for (const field of fields) {
			if (field.name in values || !shows(field, values, root)) continue;
			if (field.type === 'collection') {
				const options = (field.options as INodeProperties[]).filter(takes);
				const inner = fill(options, turn, takes, {}, root);
				if (Object.keys(inner).length > 0) values[field.name] = inner;
			} else if (field.type === 'fixedCollection') {
				if (takes(field)) values[field.name] = rowsOf(field, root);
			} else if (takes(field)) {
				const choices = choicesOf(field);
				values[field.name] = choices.length > 0 ? inTurn(choices, turn) : typed(field, group);
			}
		}
		return values;
	}

	/** Of each kind of row as many as its longest list has choices. */
	function rowsOf({ name, options, typeOptions }: INodeProperties, root: Values): Values {
		const kinds = options as Array<{ name: string; values: INodeProperties[] }>;
		const filled = kinds.map((kind) => {
			const count = Math.max(1, ...kind.values.map((one) => choicesOf(one).length));
			const rows = Array.from({ length: count }, (_, turn) =>
				fill(kind.values, turn, () => true, {}, root, name),
			);
			return [kind.name, typeOptions?.multipleValues ? rows : rows[0]];
		});
		return Object.fromEntries(filled) as Values;
	}

	/** The fields that are shown in one form or another, those in collections too. */
	function allFields(): INodeProperties[] {
		const maybe = form.properties.filter(({ name, displayOptions }) => {
			const { resource, operation } = displayOptions?.show ?? {};
			const isOf = (allowed: unknown, value: unknown) =>
				!Array.isArray(allowed) || value === undefined || allowed.includes(value);
			return !(name in fixed) && isOf(resource, fixed.resource) && isOf(operation, fixed.operation);
		});
		return maybe.flatMap((field) =>
			field.type === 'collection' ? [field, ...(field.options as INodeProperties[])] : [field],
		);
	}

	const fields = allFields();
	const controllers = controllersOf(fields);
	const branches = (field: INodeProperties) =>
		controllers.has(field.name) || field.type === 'resourceLocator';
	const countOf = (field: INodeProperties) => choicesOf(field).length;
	const longest = (some: INodeProperties[]) => Math.max(1, ...some.map(countOf));
	const short = fields.filter((field) => branches(field) || field.type === 'boolean');
	const full = longest(short);
	// Only so many turns bring each choice of such a field together with each of another.
	const pairs = new Set(fields.filter(branches).map(countOf));
	const branchings = [...pairs].reduce((product, count) => product * count, 1);
	// And so many bring each choice of a longer list into a form that shows it.
	const rest = longest(fields) > full ? longest(fields) * branchings : branchings;
	const forms = (
		name: string,
		from: number,
		to: number,
		takes: (field: INodeProperties) => boolean,
	) =>
		Array.from({ length: Math.max(0, to - from) }, (_, n) => ({
			name: `${name} ${from + n + 1}`,
			values: fill(form.properties, from + n, takes, { ...fixed }),
		}));
	const isNeeded = (field: INodeProperties) => branches(field) || field.required === true;
	return [
		...forms('all', 0, full, () => true),
		...forms('defaults', 0, full, isNeeded),
		...forms('choice', full, rest, (field) => isNeeded(field) || countOf(field) > full),
	];
}
