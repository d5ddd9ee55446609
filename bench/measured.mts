import { commandOf } from './command.mts';
import { readMachine } from './machine.mts';
import type { Origin, Stored } from './store.mts';

/** Measures a section, and adds when, where and how. @param script the name of the npm script */
export async function measured<T>(
	script: string,
	{ seed, isQuick }: Pick<Origin, 'seed' | 'isQuick'>,
	measure: () => Promise<T>,
): Promise<Stored<T>> {
	const startedAt = new Date();
	const machine = await readMachine();
	const result = await measure();
	return {
		result,
		machine,
		command: commandOf(script),
		startedAt: startedAt.toISOString(),
		minutes: (Date.now() - startedAt.getTime()) / 60_000,
		seed,
		isQuick,
	};
}
