import { helpText, readOptions, type CliOptions } from './options.mts';
import type { LoggedRequest } from './request-log.mts';
import { startServer } from './server.mts';

function printRequest({ host, method, path, status, durationMs, closedEarly }: LoggedRequest) {
	const where = host === 'storage' ? ' (storage host)' : '';
	const end = closedEarly ? ', closed by the client' : '';
	console.log(`${method} ${path}${where} ${status ?? 'no answer'} ${durationMs} ms${end}`);
}

function options(): CliOptions {
	try {
		return readOptions(process.argv.slice(2), process.env);
	} catch (error) {
		console.error(`${(error as Error).message}\nTry --help.`);
		process.exit(2);
	}
}

async function main() {
	const { help, log, ...server } = options();
	const { base } = server.dialect;
	if (help) return console.log(helpText());
	for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => process.exit(0));
	// Started by a program with a channel (tests are): ends with it, however that ended.
	process.on('disconnect', () => process.exit(0));
	const { origin, storageOrigin } = await startServer({
		...server,
		onRequestEnd: log ? printRequest : undefined,
	});
	const { key, renderSeconds, webhookUrl, webhookSecret } = server.settings;
	// Programs wait for this line.
	console.log(`Sandbox listening on ${origin}${base}`);
	console.log(`  Speaks as      ${server.dialect.name}`);
	console.log(`  API key        ${key}`);
	console.log(`  Render time    ${renderSeconds} s`);
	console.log(`  Storage host   ${storageOrigin}`);
	if (webhookUrl !== null) {
		console.log(`  Sends events   to ${webhookUrl}, signed with ${webhookSecret}`);
	}
	console.log(`  What happened  ${origin}/sandbox/requests`);
	console.log('Put the first line’s URL and the key into a Video Generation credential.');
}

main().catch((error: Error) => {
	console.error(error.message);
	process.exit(1);
});
