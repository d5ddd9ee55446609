import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

interface Row {
	/** Where it stands in the editor, e.g. `Model Settings → Seed`. */
	name: string;
	field: INodeProperties;
}

const LISTS = ['options', 'multiOptions'];

function within({ name, field }: Row): Row[] {
	const inner = (field.options ?? []) as object[];
	const fields = inner.flatMap((entry) => {
		if ('values' in entry) return (entry as { values: INodeProperties[] }).values;
		return 'type' in entry ? [entry as INodeProperties] : [];
	});
	return fields.map((one) => ({ name: `${name} → ${one.displayName}`, field: one }));
}

// What a name/value list is made of explains itself.
function rowsOf(row: Row): Row[] {
	return row.field.type === 'collection' ? within(row).flatMap(rowsOf) : [row];
}

function escape(text: string): string {
	return text.replace(/\|/g, '\\|').replace(/\s+/g, ' ').trim();
}

function sentence(text: string): string {
	return text === '' || /[.!?…]$/.test(text) ? text : `${text}.`;
}

function choices({ type, options = [] }: INodeProperties): string {
	if (!LISTS.includes(type)) return '';
	const offered = (options as INodePropertyOptions[]).map(({ name, description }) =>
		description === undefined ? `_${name}_` : `_${name}_ (${description.replace(/\.$/, '')})`,
	);
	return `One of ${offered.join(', ')}.`;
}

function defaultOf({ type, default: value, options = [] }: INodeProperties): string {
	if (type === 'boolean') return value === true ? 'on' : 'off';
	if (LISTS.includes(type)) {
		const wanted = Array.isArray(value) ? value : [value];
		return (options as INodePropertyOptions[])
			.filter((option) => wanted.includes(option.value))
			.map(({ name }) => name)
			.join(', ');
	}
	if (type === 'number') return String(value);
	return typeof value === 'string' && value !== '' ? `\`${value}\`` : '';
}

function line({ name, field }: Row): string {
	const { description = '', hint = '', required = false, placeholder = '' } = field;
	const example = placeholder.startsWith('e.g.')
		? `${sentence(placeholder).replace(/^e/, 'E')}`
		: '';
	const words = [sentence(description || hint), choices(field), example].filter(Boolean).join(' ');
	return `| ${escape(name)}${required ? ' (required)' : ''} | ${escape(words)} | ${escape(defaultOf(field))} |`;
}

/** A table of fields as the editor shows them, those of collections behind their collection's name. */
export function fieldsTable(fields: INodeProperties[]): string {
	const shown = fields.filter(({ type }) => type !== 'notice' && type !== 'hidden');
	const rows = shown.flatMap((field) => rowsOf({ name: field.displayName, field }));
	return ['| field | what it is | default |', '| --- | --- | --- |', ...rows.map(line)].join('\n');
}
