import type { FastifyInstance, FastifyReply } from 'fastify';
import { sendFile, variantParam } from './content.mts';
import type { Sandbox } from './state.mts';
import { isSigned } from './storage-links.mts';

/** Errors look as those of S3 do. */
function refuse(reply: FastifyReply, status: number, code: string, message: string) {
	const head = '<?xml version="1.0" encoding="UTF-8"?>\n';
	const body = `${head}<Error><Code>${code}</Code><Message>${message}</Message></Error>`;
	return reply.code(status).type('application/xml').send(body);
}

const keyHeaders = ['authorization', 'api-key', 'x-api-key'];

/** The storage host: signed links only, and no second kind of auth beside the signature. */
export function addStorageRoutes(app: FastifyInstance, sandbox: Sandbox) {
	app.get('/files/:id', async (request, reply) => {
		const { id } = request.params as { id: string };
		const { variant, sig } = request.query as { variant?: unknown; sig?: unknown };
		const { storageStatus } = sandbox.settings;
		if (storageStatus !== null) {
			return refuse(reply, storageStatus, 'InternalError', 'We encountered an internal error.');
		}
		if (keyHeaders.some((name) => request.headers[name] !== undefined)) {
			return refuse(reply, 400, 'InvalidArgument', 'Only one auth mechanism allowed');
		}
		if (!isSigned(sandbox, id, String(variant), sig)) {
			return refuse(reply, 403, 'SignatureDoesNotMatch', 'The signature does not match.');
		}
		const job = sandbox.jobs.get(id);
		if (!job) return refuse(reply, 404, 'NoSuchKey', 'The specified key does not exist.');
		return sendFile(sandbox, job, variantParam(variant), reply);
	});
	app.setNotFoundHandler((_request, reply) =>
		refuse(reply, 404, 'NoSuchKey', 'The specified key does not exist.'),
	);
}
