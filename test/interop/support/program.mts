import { spawnProgram } from '../../support/program.mts';

/** A peer that runs in a process of its own. */
export interface Program {
	/** What it has printed so far. */
	output(): string;
	stop(): Promise<void>;
}

/** What to start, and how to see that it is ready. */
export interface ProgramStart {
	/** For messages. */
	name: string;
	command: string;
	args: string[];
	env?: Record<string, string>;
	/** What it prints, on either stream, when it listens. */
	ready: RegExp;
	/** How long its start may take. */
	timeoutMs?: number;
}

/**
 * Starts a program and waits until it says that it is ready.
 * @throws Error with what the program printed when it ends before that, or says nothing in time
 */
export async function startProgram(start: ProgramStart): Promise<Program> {
	const { name, command, args, env, ready, timeoutMs = 180_000 } = start;
	const { child, output, stop } = spawnProgram(command, args, env);
	try {
		await new Promise<void>((resolve, reject) => {
			const timer = setTimeout(() => reject(new Error('is not ready in time')), timeoutMs);
			const settle = (settled: () => void) => () => {
				clearTimeout(timer);
				settled();
			};
			const look = () => {
				if (ready.test(output())) settle(resolve)();
			};
			child.stdout.on('data', look);
			child.stderr.on('data', look);
			child.once('error', (error) => settle(() => reject(error))());
			child.once('exit', (code) => settle(() => reject(new Error(`ended (${code})`)))());
		});
	} catch (error) {
		await stop();
		throw new Error(`${name} ${(error as Error).message}:\n${output()}`, { cause: error });
	}
	return { output, stop };
}
