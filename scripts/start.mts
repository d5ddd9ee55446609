// npm start: n8n with this node, the sandbox and the examples, open in the browser until Ctrl-C.
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { exampleFiles, readExample } from '../host/examples.mts';
import { createHost, type Host } from '../host/n8n.mts';
import { freePortFrom } from '../host/ports.mts';
import { lastLines } from '../host/process.mts';
import { sandboxCredential } from '../host/sandbox-credential.mts';
import { owner } from '../host/session.mts';
import { startSandbox } from '../test/support/sandbox.mts';
import { runCommand, say } from './command.mts';
import { help, readStartOptions, SANDBOX_PORT, type StartOptions } from './startOptions.mts';

const sandboxKey = 'sk-sandbox';

/** The port itself, or the next free one, which is then said. */
async function portFor(what: string, wanted: number): Promise<number> {
	const port = await freePortFrom(wanted);
	if (port !== wanted) say(`Port ${wanted} is taken: ${what} uses port ${port}`);
	return port;
}

/** What an earlier start brought into its folder. */
const RECORD = 'imported.json';

/**
 * Makes the folder ready for n8n.
 * @throws Error when it holds what no earlier start put there, such as the user's own n8n
 */
async function prepareFolder(userFolder: string): Promise<void> {
	await mkdir(userFolder, { recursive: true });
	const names = await readdir(userFolder);
	if (names.length === 0) await writeFile(path.join(userFolder, RECORD), '[]');
	else if (!names.includes(RECORD)) {
		throw new Error(
			`${userFolder} holds other files. Give --user-folder a new folder, or one of an earlier "npm start".`,
		);
	}
}

/** Brings in what this folder has never had: a workflow that the user changed or removed stays so. */
async function importNews(host: Host, baseUrl: string): Promise<void> {
	const recordFile = path.join(host.folder, RECORD);
	const text = await readFile(recordFile, 'utf8');
	const had = new Set(JSON.parse(text) as string[]);
	// The sandbox is not always on the same port: its credential follows it.
	const credential = `credential for ${baseUrl}`;
	if (!had.has(credential)) {
		await host.importCredentials(sandboxCredential(baseUrl, sandboxKey));
		for (const entry of had) if (entry.startsWith('credential')) had.delete(entry);
		had.add(credential);
	}
	const files = (await exampleFiles()).filter((file) => !had.has(file));
	if (files.length > 0) {
		await host.importWorkflows(...(await Promise.all(files.map(readExample))));
		for (const file of files) had.add(file);
	}
	await writeFile(recordFile, JSON.stringify([...had], undefined, '\t'));
}

async function start(
	{ port: wantedPort, userFolder }: StartOptions,
	onEnd: (cleanUp: () => Promise<void>) => void,
): Promise<void> {
	await prepareFolder(userFolder);
	const port = await portFor('n8n', wantedPort);
	const sandboxPort = await portFor('the sandbox', SANDBOX_PORT);

	say('Starting the sandbox, a local server that speaks the Videos API');
	const sandbox = await startSandbox({ port: sandboxPort, key: sandboxKey, renderSeconds: 5 });
	onEnd(async () => await sandbox.stop());

	say('Setting up n8n with this node and the examples');
	const host = await createHost({ folder: userFolder, port });
	onEnd(async () => await host.dispose());
	await importNews(host, sandbox.baseUrl);

	say('Starting n8n');
	const server = await host.start();
	// fails where the user has changed the password, which is fine
	await server.session.signIn().catch(() => {});
	say('Ready');
	console.log(`
  open     http://localhost:${port}/workflow/videoPromptToMp4
  sign in  ${owner.email} / ${owner.password}
  try      click "Execute workflow", double-click "Video Generation" and click "View" to play the video
  more     http://localhost:${port}/home/workflows has all examples
  sandbox  ${sandbox.baseUrl} (key ${sandboxKey}); the credential "Video sandbox" is set up for it
  stop     Ctrl-C; your work stays in ${userFolder}
`);
	const code = await server.ended;
	throw new Error(
		`n8n has ended (code ${code}). Its last output:\n${lastLines(await server.output())}`,
	);
}

await runCommand(async (onEnd) => {
	const options = readStartOptions(process.argv.slice(2));
	if (options.help) console.log(help);
	else await start(options, onEnd);
});
