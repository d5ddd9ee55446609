import path from 'node:path';
import { parseArgs } from 'node:util';
import { root } from '../host/paths.mts';

export const EDITOR_PORT = 5678;
export const SANDBOX_PORT = 8085;

export interface StartOptions {
	/** where the editor is to listen; the next free port if it is taken */
	port: number;
	/** absolute path of the folder in which n8n keeps everything */
	userFolder: string;
	help: boolean;
}

export const help = `npm start [-- options]

Opens n8n with this node at http://localhost:${EDITOR_PORT}, with the sandbox (a local server that speaks the
Videos API and costs nothing) on port ${SANDBOX_PORT}, a credential for it and the workflows of examples/.

  --port N           the editor's port (${EDITOR_PORT}). If a port is taken, the next free one is used
  --user-folder DIR  where n8n keeps your work for the next start (.n8n-home): a new folder, or one of
                     an earlier start. Delete it to start over
  --help             show this text`;

/** Reads the command line. @throws Error when it says something unknown */
export function readStartOptions(args: string[]): StartOptions {
	const { values } = parseArgs({
		args,
		options: {
			port: { type: 'string', default: String(EDITOR_PORT) },
			'user-folder': { type: 'string', default: path.join(root, '.n8n-home') },
			help: { type: 'boolean', default: false },
		},
	});
	const { port: text, 'user-folder': folder, help: wantsHelp } = values;
	const port = Number(text);
	if (!/^\d+$/.test(text) || port < 1 || port > 65_535) {
		throw new Error(`--port takes a whole number from 1 to 65535, but got '${text}'.`);
	}
	if (folder === '') throw new Error('--user-folder takes the path of a folder.');
	// npm runs the command in the project's folder; INIT_CWD is where the user typed it.
	const userFolder = path.resolve(process.env.INIT_CWD ?? '.', folder);
	return { port, userFolder, help: wantsHelp };
}
