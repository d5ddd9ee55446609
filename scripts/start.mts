// npm start: n8n with this node, the sandbox and the examples, open in the browser until Ctrl-C.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { exampleFiles, readExample } from '../host/examples.mts';
import { createHost, type Host } from '../host/n8n.mts';
import { root } from '../host/paths.mts';
import { probePort } from '../host/ports.mts';
import { lastLines } from '../host/process.mts';
import { sandboxCredential } from '../host/sandbox-credential.mts';
import { owner } from '../host/session.mts';
import { startSandbox } from '../test/support/sandbox.mts';
import { runCommand, say } from './command.mts';

const editorPort = 5678;
const sandboxPort = 8085;
const sandboxKey = 'sk-sandbox';
const folder = path.join(root, '.n8n-home');

const help = `npm start

Opens n8n with this node at http://localhost:${editorPort}, with the sandbox (a local server that speaks the
Videos API and costs nothing) on port ${sandboxPort}, a credential for it and the workflows of examples/.
What you build is kept in .n8n-home for the next start; remove that folder to begin anew.`;

async function assertFree(port: number, what: string): Promise<void> {
	await probePort(port).catch(() => {
		throw new Error(`Port ${port} is taken, and ${what} needs it. End what uses it and run again.`);
	});
}

/** Brings in what this folder has never had: a workflow that the user changed or removed stays so. */
async function importNews(host: Host, baseUrl: string): Promise<void> {
	const recordFile = path.join(folder, 'imported.json');
	const text = await readFile(recordFile, 'utf8').catch(() => '[]');
	const had = new Set(JSON.parse(text) as string[]);
	if (!had.has('credential')) {
		await host.importCredentials(sandboxCredential(baseUrl, sandboxKey));
		had.add('credential');
	}
	const files = (await exampleFiles()).filter((file) => !had.has(file));
	if (files.length > 0) {
		await host.importWorkflows(...(await Promise.all(files.map(readExample))));
		for (const file of files) had.add(file);
	}
	await writeFile(recordFile, JSON.stringify([...had], undefined, '\t'));
}

async function start(onEnd: (cleanUp: () => Promise<void>) => void): Promise<void> {
	await assertFree(editorPort, 'n8n');
	await assertFree(sandboxPort, 'the sandbox');

	say('Starting the sandbox, a local server that speaks the Videos API');
	const sandbox = await startSandbox({ port: sandboxPort, key: sandboxKey, renderSeconds: 5 });
	onEnd(async () => await sandbox.stop());

	say('Setting up n8n with this node and the examples');
	await mkdir(folder, { recursive: true });
	const host = await createHost({ folder, port: editorPort });
	onEnd(async () => await host.dispose());
	await importNews(host, sandbox.baseUrl);

	say('Starting n8n');
	const server = await host.start();
	// fails where the user has changed the password, which is fine
	await server.session.signIn().catch(() => {});
	say('Ready');
	console.log(`
  open     http://localhost:${editorPort}/workflow/videoPromptToMp4
  sign in  ${owner.email} / ${owner.password}
  try      press "Execute workflow", double-click "Video Generation", press "View": the video plays
  more     http://localhost:${editorPort}/home/workflows has all examples
  sandbox  ${sandbox.baseUrl} (key ${sandboxKey}); the credential "Video sandbox" is set up for it
  stop     Ctrl-C; your work stays in .n8n-home
`);
	const code = await server.ended;
	throw new Error(
		`n8n has ended (code ${code}). It said last:\n${lastLines(await server.output())}`,
	);
}

if (process.argv.includes('--help')) console.log(help);
else await runCommand(start);
