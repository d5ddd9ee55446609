import { sleep, type IDataObject, type ICredentialTestFunctions } from 'n8n-workflow';
import type { ByteStream, ResponseHeaders, Transport } from '../../../client/transport';
import { NO_RENEGOTIATION, readError, refuseByProxy, type RequestTemplate } from '../n8nTransport';

interface LegacyResponse {
	statusCode: number;
	headers: ResponseHeaders;
	body: ByteStream;
}

/**
 * The client's way to the world in n8n's test of a credential. n8n gives a test no other HTTP helper than its older one, and no way to
 * stop it: the timeout alone ends a request.
 * @param authHeaders what carries the key
 */
export function testTransport(
	{ helpers, logger }: ICredentialTestFunctions,
	template: RequestTemplate,
	authHeaders: Record<string, string>,
): Transport {
	const { proxy, skipSslCertificateValidation, allowedDomains } = template;
	return {
		send: async ({ method, url, headers, query, authenticated, timeoutMs }) => {
			const options: IDataObject = {
				...{ method, uri: url, qs: query, timeout: timeoutMs, proxy, allowedDomains },
				headers: { ...headers, ...(authenticated && authHeaders) },
				...(skipSslCertificateValidation && { rejectUnauthorized: false }),
				agentOptions: NO_RENEGOTIATION,
				followRedirect: false,
				resolveWithFullResponse: true,
				simple: false,
				useStream: true,
			};
			const answer = (await helpers.request(options)) as LegacyResponse;
			refuseByProxy(answer, proxy);
			return { status: answer.statusCode, headers: answer.headers, body: answer.body };
		},
		readError: (error, url) => readError(error, url, proxy),
		store: async () => {
			throw new Error('The test of a credential has no storage');
		},
		sleep: async (ms, signal) => await sleep(ms, signal),
		log: { info: (message) => logger.info(message), warn: (message) => logger.warn(message) },
		stopSignal: undefined,
	};
}
