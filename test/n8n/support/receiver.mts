import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One upload as it arrived. */
export interface Upload {
	headers: IncomingHttpHeaders;
	body: Buffer;
}

/** A server that takes uploads, as the service behind an upload node does. */
export interface Receiver {
	url: string;
	uploads: Upload[];
	close(): Promise<void>;
}

/** Starts a receiver on a free port of 127.0.0.1. */
export async function startReceiver(): Promise<Receiver> {
	const uploads: Upload[] = [];
	const server = createServer(async (request, response) => {
		const chunks: Buffer[] = [];
		for await (const chunk of request) chunks.push(chunk as Buffer);
		uploads.push({ headers: request.headers, body: Buffer.concat(chunks) });
		response.setHeader('content-type', 'application/json').end('{"received":true}');
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/upload`,
		uploads,
		async close() {
			server.closeAllConnections();
			server.close();
			await once(server, 'close');
		},
	};
}

/** The file in a multipart upload. @param field its name in the form */
export async function fileIn(upload: Upload, field: string): Promise<File> {
	const headers = { 'content-type': String(upload.headers['content-type']) };
	const form = await new Response(new Uint8Array(upload.body), { headers }).formData();
	const file = form.get(field);
	if (file === null || typeof file === 'string') throw new Error(`No file in "${field}".`);
	return file;
}

/** A fingerprint to compare files by. */
export function sha256(bytes: Uint8Array): string {
	return createHash('sha256').update(bytes).digest('hex');
}
