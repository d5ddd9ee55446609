import type { Dialect, FieldTable, Writer } from './dialect';
import type { CreateInputs } from './inputs';
import { isGiven } from './write';

function written(table: FieldTable, name: keyof CreateInputs, value: unknown): string {
	const write = table[name] as Writer<unknown> | undefined;
	return JSON.stringify(write?.(value, 'json'));
}

function differs(a: FieldTable, b: FieldTable, name: keyof CreateInputs, value: unknown): boolean {
	if (a[name] === b[name]) return false;
	// What an image becomes may be large.
	return typeof value === 'object' || written(a, name, value) !== written(b, name, value);
}

/** Whether it matters for a create whose model it is. */
export function dependsOnProvider(dialect: Dialect, inputs: CreateInputs): boolean {
	const tables = Object.values(dialect.providers?.table ?? {}).map(({ fields }) => fields);
	const given = Object.entries(inputs).filter(([, value]) => isGiven(value));
	return given.some(([name, value]) =>
		tables.some((table) => differs(dialect.fields, table, name as keyof CreateInputs, value)),
	);
}
