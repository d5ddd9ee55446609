// npm run demo: a prompt becomes an mp4, in a real n8n with the built node, against the local sandbox.
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { readExample } from '../host/examples.mts';
import { itemsOf, type Execution } from '../host/execution.mts';
import { createHost } from '../host/n8n.mts';
import { root } from '../host/paths.mts';
import { sandboxCredential } from '../host/sandbox-credential.mts';
import { mp4Info } from '../test/support/mp4-info.mts';
import { startSandbox, type Sandbox } from '../test/support/sandbox.mts';
import { runCommand, say } from './command.mts';

const help = `npm run demo

Makes one video without an account and without paying: starts a local server that speaks the
Videos API (the sandbox), a real n8n with this node in it, imports examples/prompt-to-mp4.json,
runs it, and leaves the file in demo-output/video.mp4.

The first run downloads and installs 4 GB: 6 minutes, on a slow machine 15. After that it takes about half a minute.`;

const renderSeconds = 5;
const videoNode = 'Video Generation';

/** Tells what the server is doing while n8n waits for it. Ends with the signal. */
async function reportProgress(sandbox: Sandbox, signal: AbortSignal): Promise<void> {
	let last = '';
	while (!signal.aborted) {
		const job = (await sandbox.jobs()).at(-1);
		const news = job ? `  ${job.id} is ${job.status}, n8n has polled it ${job.polls}x` : '';
		if (news !== last) say(news);
		last = news;
		await sleep(1000, undefined, { signal }).catch(() => {});
	}
}

/** @throws Error with n8n's own words when the execution failed or gave no file */
function finishedVideo(execution: Execution) {
	const [item] = itemsOf(execution, execution.lastNodeExecuted ?? videoNode);
	if (execution.status === 'success' && item?.binary?.data) {
		return { ...item.json, file: item.binary.data } as Record<string, unknown> & {
			file: typeof item.binary.data;
		};
	}
	const { error } = execution;
	const where = error?.node?.name ?? execution.lastNodeExecuted;
	throw new Error(
		`The workflow ended with status "${execution.status}" in the node "${where}".\n` +
			[error?.message, error?.description].filter(Boolean).join('\n'),
	);
}

async function demo(onEnd: (cleanUp: () => Promise<void>) => void): Promise<void> {
	say('Starting the sandbox, a local server that speaks the Videos API');
	const sandbox = await startSandbox({ renderSeconds });
	onEnd(async () => await sandbox.stop());
	say(`  it listens on ${sandbox.baseUrl}`);

	say('Setting up n8n with this node, a credential and examples/prompt-to-mp4.json');
	const host = await createHost();
	onEnd(async () => await host.dispose());
	const workflow = await readExample('prompt-to-mp4.json');
	await host.importCredentials(sandboxCredential(sandbox.baseUrl, sandbox.key));
	await host.importWorkflows(workflow);

	say('Running the workflow in n8n');
	const watching = new AbortController();
	const progress = reportProgress(sandbox, watching.signal);
	const execution = await host.execute(String(workflow.id));
	watching.abort();
	await progress;
	const { file: binary, id, prompt, seconds, size } = finishedVideo(execution);

	const bytes = await host.readBinary(binary);
	const folder = path.join(root, 'demo-output');
	await mkdir(folder, { recursive: true });
	const target = path.join(folder, 'video.mp4');
	await writeFile(target, bytes);
	const info = await mp4Info(bytes);
	const nodeSeconds = (execution.runData[videoNode][0].executionTime / 1000).toFixed(1);

	say('Done');
	console.log(`
  prompt     ${prompt}
  video      ${id} (requested: ${seconds} s, ${size})
  node       took ${nodeSeconds} s: created the video, waited ${renderSeconds} s for its rendering, downloaded it
  next node  received ${binary.fileName}, ${binary.mimeType}, in the binary field "data"
  file       ${path.relative(root, target)}: ${bytes.length} bytes, ${info.width} x ${info.height}, ${info.durationSeconds.toFixed(1)} s, ${info.codec}

Next: "npm start" starts this n8n and prints the address to open in your browser. For a server of your own see README.md, section Credential.`);
}

if (process.argv.includes('--help')) console.log(help);
else await runCommand(demo);
