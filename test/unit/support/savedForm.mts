import { NodeHelpers, type INodeProperties } from 'n8n-workflow';
import { versioned, type Form } from '../../../scripts/freeze/parameters.mts';

type Values = Record<string, unknown>;

/** A field that takes a saved value, and the choices that the value makes. */
type OnUse = (field: INodeProperties, chosen: unknown[]) => void;

const isPlain = (value: unknown): value is Values =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

const JS_TYPES: Record<string, string> = {
	boolean: 'boolean',
	number: 'number',
	string: 'string',
	json: 'string',
};

/** What of a saved form no field of today takes: its name, its place, its type or its choice is gone. @returns their places */
export function misfits(form: Form, values: object, typeVersion = 1, onUse?: OnUse): string[] {
	const node = versioned(form, typeVersion);

	function chosenIn(field: INodeProperties, value: unknown): unknown[] {
		if (field.type === 'multiOptions') return value as unknown[];
		return field.type === 'resourceLocator' ? [(value as Values).mode] : [value];
	}

	function fits(field: INodeProperties, value: unknown): boolean {
		const offered = ((field.options ?? []) as Array<{ value?: unknown }>).map((one) => one.value);
		if (field.type === 'options') return offered.includes(value);
		if (field.type === 'multiOptions') {
			return Array.isArray(value) && value.every((one) => offered.includes(one));
		}
		if (field.type === 'resourceLocator') {
			return isPlain(value) && (field.modes ?? []).some(({ name }) => name === value.mode);
		}
		return typeof value === (JS_TYPES[field.type] ?? typeof field.default);
	}

	function check(fields: INodeProperties[], inner: Values, place: string): string[] {
		return Object.entries(inner).flatMap(([name, value]) => {
			const shown = fields.filter(
				(field) =>
					field.name === name &&
					NodeHelpers.displayParameter(
						inner as never,
						field,
						node,
						form.description,
						values as never,
					),
			);
			const problems = shown.map((field) => checkOne(field, value, `${place}${name}`));
			return problems.find((one) => one.length === 0) ?? problems[0] ?? [`${place}${name}`];
		});
	}

	function checkOne(field: INodeProperties, value: unknown, place: string): string[] {
		const isGroup = field.type === 'collection' || field.type === 'fixedCollection';
		if (!isGroup) {
			if (!fits(field, value)) return [place];
			onUse?.(field, chosenIn(field, value));
			return [];
		}
		if (!isPlain(value)) return [place];
		onUse?.(field, []);
		if (field.type === 'collection') {
			return check(field.options as INodeProperties[], value, `${place}.`);
		}
		const kinds = field.options as Array<{ name: string; values: INodeProperties[] }>;
		return Object.entries(value).flatMap(([name, rows]) => {
			const kind = kinds.find((one) => one.name === name);
			const inside = (row: unknown) =>
				check(kind?.values ?? [], row as Values, `${place}.${name}.`);
			return kind ? [rows].flat().flatMap(inside) : [`${place}.${name}`];
		});
	}

	return check(form.properties, values as Values, '');
}

/** What was there once, and is another now. @returns the places, with both values */
export function changes(before: unknown, now: unknown, place = ''): string[] {
	const both = Array.isArray(before) ? Array.isArray(now) : isPlain(before) && isPlain(now);
	if (both) {
		const [old, today] = [before, now] as Values[];
		return Object.keys(old).flatMap((name) => changes(old[name], today[name], `${place}.${name}`));
	}
	if (Object.is(before, now)) return [];
	return [`${place.slice(1)}: ${JSON.stringify(before)}, now ${JSON.stringify(now)}`];
}
