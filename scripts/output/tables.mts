import type { Dialect } from '../../protocol/dialects/dialect.ts';
import type { SeenFields } from '../servers/fields.mts';
import type { Mark } from '../servers/marks.mts';
import type { Field, Shape } from './field.mts';

function row(cells: string[]): string {
	return `| ${cells.join(' | ')} |`;
}

/** A Markdown table. */
export function table(head: string[], rows: string[][]): string {
	return [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');
}

function typeText({ types, mayBeNull, entries }: Shape): string {
	const inner = entries && typeText(entries);
	const names = types.map((type) =>
		inner && type === 'array' ? `array of ${/ or /.test(inner) ? `(${inner})` : inner}` : type,
	);
	return [...names, ...(mayBeNull ? ['null'] : [])].join(' or ');
}

// More would be a page of their own.
const MOST_VALUES = 5;

function sentences({ text, when, shape: { values = [] } }: Field): string {
	const list = values.map((value) => `\`${value}\``).join(', ');
	const choices = values.length > 0 && values.length <= MOST_VALUES ? `One of ${list}.` : '';
	return [text, choices, when ? `Only there when ${when}.` : ''].filter(Boolean).join(' ');
}

function rowsOf(fields: readonly Field[], path = ''): string[][] {
	return fields.flatMap((field) => [
		[`\`${path}${field.name}\``, typeText(field.shape), field.unit ?? '', sentences(field)],
		...rowsOf(field.shape.fields ?? [], `${path}${field.name}.`),
	]);
}

/** A table of fields, those of objects behind their object's name. */
export function fieldsTable(fields: readonly Field[]): string {
	const head = ['field', 'type', 'unit', 'what it is'];
	const rows = rowsOf(fields);
	const columns = head.map((_, n) => n).filter((n) => rows.some((cells) => cells[n] !== ''));
	const shown = (cells: string[]) => columns.map((n) => cells[n]);
	return table(shown(head), rows.map(shown));
}

const SIGNS: Record<Mark, string> = {
	real: '●',
	contract: '◉',
	simulation: '◐',
	sandbox: '○',
};

/** Which server was seen to fill in which field. Fields that no server was seen to fill in are left out. */
export function serversTable(
	fields: readonly Field[],
	dialects: readonly Dialect[],
	seen: SeenFields,
): string {
	const isSeen = (name: string) => Object.values(seen).some((row) => name in row);
	const names = fields.map(({ name }) => name).filter(isSeen);
	const rows = dialects.map(({ name, displayName }) => [
		displayName,
		...names.map((field) => {
			const mark = seen[name]?.[field];
			return mark === undefined ? '' : SIGNS[mark];
		}),
	]);
	return table(['server', ...names.map((name) => `\`${name}\``)], rows);
}
