import multipart from '@fastify/multipart';
import fastify from 'fastify';
import { digest } from './digest.mts';
import type { ReceivedFile } from './pipeline.mts';

/** A server that takes uploads: a file as the body, or in a form. */
export interface HttpReceiver {
	url: string;
	received(): Promise<ReceivedFile[]>;
	/** The paths that were asked for. */
	paths: string[];
	close(): Promise<void>;
}

/** Starts it on a free port of 127.0.0.1; fastify reads HTTP and the forms. */
export async function startHttpReceiver(): Promise<HttpReceiver> {
	const files: ReceivedFile[] = [];
	const paths: string[] = [];
	const server = fastify({ bodyLimit: 1e9, forceCloseConnections: true });
	await server.register(multipart, { limits: { fileSize: 1e9, fieldSize: 1e6 } });
	server.addContentTypeParser('*', (_request, payload, done) => done(null, payload));
	server.post('/*', async (request) => {
		paths.push(request.url);
		if (request.isMultipart()) {
			for await (const part of request.files()) {
				const sha256 = await digest(part.file);
				files.push({ sha256, type: part.mimetype, name: part.filename });
			}
		} else {
			const body = request.body as AsyncIterable<Uint8Array>;
			files.push({ sha256: await digest(body), type: request.headers['content-type'] });
		}
		return { ok: true, result: { message_id: 1 } };
	});
	const url = await server.listen({ port: 0, host: '127.0.0.1' });
	return { url, paths, received: async () => files, close: async () => await server.close() };
}
