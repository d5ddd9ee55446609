import { AsyncLocalStorage } from 'node:async_hooks';
import { LoggerProxy } from 'n8n-workflow';
import { Container } from '../../engine/support/container.mts';

/** A line of n8n's log. */
export interface LogLine {
	/** The name of the cell that it was written in; undefined where n8n does not say. */
	cell: string | undefined;
	level: string;
	message: string;
	/** As JSON. */
	meta: string;
}

const LEVELS = ['error', 'warn', 'info', 'debug', 'verbose'] as const;
const lines: LogLine[] = [];
const current = new AsyncLocalStorage<string>();

function metaOf(meta: unknown): string {
	const seen = new WeakSet<object>();
	const text = JSON.stringify(meta ?? {}, (_, value: unknown) => {
		if (typeof value !== 'object' || value === null) return value;
		if (seen.has(value)) return undefined;
		seen.add(value);
		if (!(value instanceof Error)) return value;
		const { name, message, stack, cause } = value;
		return { ...value, name, message, stack, cause };
	});
	return text;
}

function recorder() {
	const write = (level: string) => (message: unknown, meta?: unknown) =>
		void lines.push({
			cell: current.getStore(),
			level,
			message: String(message),
			meta: metaOf(meta),
		});
	const logger = Object.fromEntries(LEVELS.map((level) => [level, write(level)]));
	return Object.assign(logger, { scoped: () => logger });
}

/** Takes n8n's log, at all levels, in place of the console. Call it before the engine starts. */
export function recordLog(): void {
	const place = require.resolve('@n8n/backend-common', { paths: [require.resolve('n8n-core')] });
	// eslint-disable-next-line @typescript-eslint/no-require-imports
	const { Logger } = require(place) as { Logger: new () => object };
	const logger = recorder();
	Container.set(Logger, logger);
	LoggerProxy.init(logger as never);
}

/** Runs a cell; what is logged meanwhile is noted as its. */
export async function logging<T>(cell: string, task: () => Promise<T>): Promise<T> {
	return await current.run(cell, task);
}

/** What was logged in a cell, and what nobody knows the cell of. */
export function logLinesOf(name: string): LogLine[] {
	return lines.filter(({ cell }) => cell === name || cell === undefined);
}
