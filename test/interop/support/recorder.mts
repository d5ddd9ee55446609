import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';

/** A file part of a recorded body. */
export interface RecordedFile {
	field: string;
	mimeType: string;
	bytes: number;
}

/** A request as it arrived. A body in multipart has fields and files, any other is what the JSON says. */
export interface RecordedRequest {
	method: string;
	path: string;
	headers: IncomingMessage['headers'];
	body: unknown;
	files: RecordedFile[];
}

/** A server that accepts everything, and remembers it. */
export interface Recorder {
	origin: string;
	/** What arrived since the last call, without what {@link Answer} does not count. */
	take(): RecordedRequest[];
	stop(): Promise<void>;
}

/** What a recorder answers to a request, by its path. */
export interface Answer {
	path: RegExp;
	body: unknown;
	status?: number;
	/** How long it takes. */
	delayMs?: number;
	/** Whether the request is not worth remembering: a token, a status. */
	isAside?: boolean;
}

async function bytesOf(request: IncomingMessage): Promise<Buffer> {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(chunk as Buffer);
	return Buffer.concat(chunks);
}

async function readForm(
	bytes: Buffer,
	type: string,
): Promise<Pick<RecordedRequest, 'body' | 'files'>> {
	const form = await new Response(new Uint8Array(bytes), {
		headers: { 'content-type': type },
	}).formData();
	const fields: Record<string, unknown> = {};
	const files: RecordedFile[] = [];
	form.forEach((value, field) => {
		if (typeof value === 'string') fields[field] = value;
		else files.push({ field, mimeType: value.type, bytes: value.size });
	});
	return { body: fields, files };
}

async function readBody(
	request: IncomingMessage,
): Promise<Pick<RecordedRequest, 'body' | 'files'>> {
	const bytes = await bytesOf(request);
	const type = request.headers['content-type'] ?? '';
	if (type.startsWith('multipart/')) return await readForm(bytes, type);
	const isJson = type.includes('json') && bytes.length > 0;
	return { body: isJson ? JSON.parse(bytes.toString()) : bytes.toString(), files: [] };
}

/** Starts a recorder on a free port, with the answers that fit the providers it stands for. */
export async function startRecorder(answers: readonly Answer[]): Promise<Recorder> {
	let requests: RecordedRequest[] = [];
	const respond = async (request: IncomingMessage, response: ServerResponse) => {
		const { method = '', url = '', headers } = request;
		const { pathname: path } = new URL(url, 'http://recorder');
		const answer = answers.find((one) => one.path.test(path));
		const read = await readBody(request);
		// A gateway may ask for the models whenever it likes.
		if (answer?.isAside !== true && method === 'POST')
			requests.push({ method, path, headers, ...read });
		if (answer?.delayMs !== undefined) await setTimeout(answer.delayMs);
		const status = answer?.status ?? (answer ? 200 : 404);
		response.writeHead(status, { 'content-type': 'application/json' });
		response.end(JSON.stringify(answer?.body ?? { error: { message: `Nothing at ${path}` } }));
	};
	const server = createServer((request, response) => {
		// A client that breaks off in the middle of its request has sent nothing.
		respond(request, response).catch(() => response.destroy());
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;
	return {
		origin: `http://127.0.0.1:${port}`,
		take: () => {
			const taken = requests;
			requests = [];
			return taken;
		},
		stop: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}
