import type { IWebhookFunctions } from 'n8n-workflow';
import { Refusal } from './reply';

// An event is a few hundred bytes.
const LONGEST_BODY = 1024 * 1024;

interface RawRequest {
	rawBody?: unknown;
	/** Some hosts read the body only when they are asked to. */
	readRawBody?: () => Promise<void>;
}

/** The body's untouched bytes: what a signature is made over. @throws Refusal (413, 401) */
export async function readBody(context: IWebhookFunctions): Promise<Buffer> {
	const tooLong = new Refusal(413, 'The body is longer than 1 MB');
	if (Number(context.getHeaderData()['content-length'] ?? 0) > LONGEST_BODY) throw tooLong;
	const request = context.getRequestObject() as RawRequest;
	if (request.rawBody === undefined) await request.readRawBody?.().catch(() => undefined);
	const { rawBody } = request;
	if (!Buffer.isBuffer(rawBody)) throw new Refusal(401, 'The request has no body to verify');
	if (rawBody.length > LONGEST_BODY) throw tooLong;
	return rawBody;
}
