import type { BinaryHelperFunctions, IDataObject, IHttpRequestOptions } from 'n8n-workflow';
import { createLimiter } from '../../../client/limiter';
import { normalizeBaseUrl } from '../../../protocol/url';
import { InputError } from '../../../protocol/validate';
import { readDialect, readTypedBaseUrl, type HttpContext, type NodeContext } from './credential';
import { pairs } from './parameters';
import { readExtraHeaders, readTimeouts, type Asker } from './run';
import { DEFAULT_IN_FLIGHT } from './state';

function readProxy(typed: unknown): IHttpRequestOptions['proxy'] {
	const text = String(typed ?? '').trim();
	if (text === '') return undefined;
	const url = URL.canParse(text) ? new URL(text) : undefined;
	if (url === undefined || url.hostname === '') {
		throw new InputError(
			'The proxy is not a valid URL',
			'Correct it under Request Options: it looks like http://proxy.example.com:8080.',
		);
	}
	const { hostname, port, protocol, username, password } = url;
	const scheme = protocol.replace(/:$/, '');
	return {
		host: hostname,
		port: Number(port) || (scheme === 'https' ? 443 : 80),
		protocol: scheme,
		...(username && {
			auth: { username: decodeURIComponent(username), password: decodeURIComponent(password) },
		}),
	};
}

/**
 * Who asks the credential's server where n8n's routing has collected no request: a custom operation, a trigger.
 * @param options the node's Options: extra headers and query, time-out, requests in flight
 * @param requestOptions what n8n's own Request Options hold; a trigger has none
 * @throws InputError when one of them, or the credential's Base URL, cannot be used
 */
export async function askerOf(
	context: NodeContext,
	options: IDataObject,
	requestOptions: IDataObject = {},
): Promise<Asker> {
	const http = context as NodeContext & HttpContext;
	const { proxy, timeout, allowUnauthorizedCerts } = requestOptions;
	const most = Number(options.maxInFlight ?? 0);
	return {
		context: http,
		baseUrl: normalizeBaseUrl(await readTypedBaseUrl(http)),
		dialect: await readDialect(http),
		template: {
			proxy: readProxy(proxy),
			skipSslCertificateValidation: allowUnauthorizedCerts === true,
		},
		extraHeaders: readExtraHeaders(options),
		extraQuery: pairs(options.extraQuery),
		...readTimeouts(options, timeout),
		stopSignal:
			'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined,
		limit: createLimiter(most >= 1 ? most : DEFAULT_IN_FLIGHT),
		// An activation has none, and stores nothing.
		store: (context.helpers as BinaryHelperFunctions).prepareBinaryData,
		fileName: '',
	};
}
