// What the commands share: progress lines, plain errors, and processes that end with the command.
import { progressLine } from './progressLine.mjs';

const started = Number(process.env.COMMAND_STARTED ?? Date.now());

/** Prints one line of progress, with the seconds since the command began. */
export function say(text: string): void {
	console.log(progressLine(started, text));
}

type CleanUp = () => Promise<void>;

/**
 * Runs a command. What it hands to `onEnd` is undone, last first, when it has ended, failed, or was
 * interrupted. An error is printed as its message and ends the process with code 1.
 */
export async function runCommand(
	command: (onEnd: (cleanUp: CleanUp) => void) => Promise<void>,
): Promise<void> {
	const cleanUps: CleanUp[] = [];
	let ending: Promise<void> | undefined;
	const end = async (code: number) => {
		ending ??= (async () => {
			for (const cleanUp of cleanUps.reverse()) await cleanUp().catch(() => {});
			process.exit(code);
		})();
		await ending;
	};
	// Ctrl-C comes twice: from the terminal and from run.mjs
	for (const signal of ['SIGINT', 'SIGTERM'] as const) {
		process.on(signal, () => {
			if (!ending) say('Stopping, and ending what was started');
			void end(130);
		});
	}
	try {
		await command((cleanUp) => cleanUps.push(cleanUp));
		await end(0);
	} catch (error) {
		if (!ending) console.error(`\n${error instanceof Error ? error.message : String(error)}`);
		await end(1);
	}
}
