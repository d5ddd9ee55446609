import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';

/** Whether somebody listens on a port of 127.0.0.1. */
export async function listens(port: number): Promise<boolean> {
	const socket = connect(port, '127.0.0.1');
	const isUp = await Promise.race([
		once(socket, 'connect').then(() => true),
		once(socket, 'error').then(() => false),
	]).catch(() => false);
	socket.destroy();
	return isUp;
}

/** Starts a program that stays in the foreground. It ends with this process, or when it is stopped. */
export function spawnProgram(command: string, args: string[], env: Record<string, string> = {}) {
	const child = spawn(command, args, {
		env: { ...process.env, ...env },
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	let printed = '';
	const keep = (text: Buffer) => (printed += text.toString());
	child.stdout.on('data', keep);
	child.stderr.on('data', keep);
	const kill = () => child.kill('SIGKILL');
	process.once('exit', kill);
	const hasEnded = () => child.exitCode !== null || child.signalCode !== null;
	return {
		child,
		hasEnded,
		/** What it has printed so far, on either stream. */
		output: () => printed,
		stop: async () => {
			process.off('exit', kill);
			if (hasEnded()) return;
			const exit = once(child, 'exit');
			child.kill('SIGTERM');
			const timer = setTimeout(kill, 5000);
			await exit;
			clearTimeout(timer);
		},
	};
}
