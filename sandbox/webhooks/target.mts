import type { FastifyRequest } from 'fastify';
import { ApiError } from '../errors.mts';
import type { Sandbox } from '../state.mts';

const HOSTS = ['127.0.0.1', 'localhost'];

/** Whether the sandbox may send something there: nothing leaves this machine. */
export function isLocalUrl(text: string): boolean {
	if (!URL.canParse(text)) return false;
	const { protocol, hostname } = new URL(text);
	return protocol === 'http:' && HOSTS.includes(hostname);
}

/** Where to send the event about a request's job: as the request says, else as the settings do. @throws ApiError (400) */
export function targetOf(sandbox: Sandbox, request: FastifyRequest): string | null {
	const { dialect, settings } = sandbox;
	const field = dialect.webhooks?.callbackField;
	const payload = request.exchange?.payload;
	const fields = payload?.kind === 'json' ? (payload.value as Record<string, unknown>) : {};
	const named = field === undefined ? undefined : fields[field];
	if (named === undefined || named === null) return settings.webhookUrl;
	if (typeof named === 'string' && isLocalUrl(named)) return named;
	const message = `${field}: the sandbox calls only http://127.0.0.1 and http://localhost`;
	throw new ApiError(400, message, 'invalid_value', field);
}
