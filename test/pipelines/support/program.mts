import path from 'node:path';
import { freePort } from '../../../host/ports.mts';
import { listens, spawnProgram } from '../../support/program.mts';
import { until } from '../../support/until.mts';

/** The Python that has the suite's packages. */
export const python = path.join(
	process.cwd(),
	'test/pipelines/node_modules/.cache/python/bin/python',
);

/** A server that others wrote, in a process of its own. */
export interface Program {
	port: number;
	stop(): Promise<void>;
}

/** Starts a program that stays in the foreground, and waits until it listens on 127.0.0.1. */
export async function startProgram(
	command: string,
	argsFor: (port: number) => string[],
): Promise<Program> {
	const port = await freePort();
	const { hasEnded, output, stop } = spawnProgram(command, argsFor(port));
	try {
		const isUp = async () => {
			if (hasEnded()) throw new Error(`${command} ended:\n${output()}`);
			return await listens(port);
		};
		await until(`${command} listens`, isUp, 150_000);
	} catch (error) {
		await stop();
		throw error;
	}
	return { port, stop };
}
