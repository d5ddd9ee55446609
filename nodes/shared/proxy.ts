import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';
import { InputError } from '../../client/errors';
import { fieldText } from './fieldText';

/** A proxy in the form that n8n's HTTP helper takes. User and password are percent-encoded, as in a URL. */
export type Proxy = NonNullable<IHttpRequestOptions['proxy']>;

const WHERE = 'under Request Options or in the credential';

// What has a percent sign of its own is not encoded.
function decoded(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}

function parse(typed: unknown): URL | undefined {
	const text = typeof typed === 'string' ? typed.trim() : '';
	return URL.canParse(text) ? new URL(text) : undefined;
}

/**
 * Reads the URL of a proxy; undefined where none is filled in.
 * @throws InputError for what n8n would leave out without a word, and send the request directly
 */
function readProxy(typed: unknown): Proxy | undefined {
	const text = fieldText('Proxy', typed).trim();
	if (text === '') return undefined;
	const url = parse(text);
	if (url === undefined || !['http:', 'https:'].includes(url.protocol)) {
		throw new InputError(
			'The proxy is not a URL that begins with http:// or https://',
			`Correct Proxy ${WHERE}: it looks like http://proxy.example.com:8080.`,
		);
	}
	const { hostname, port, protocol, username, password } = url;
	const encoded = (text: string) => encodeURIComponent(decoded(text));
	return {
		host: hostname,
		port: Number(port) || (protocol === 'https:' ? 443 : 80),
		protocol: protocol.slice(0, -1),
		...(username && { auth: { username: encoded(username), password: encoded(password) } }),
	};
}

/** The proxy that Request Options name, or else the credential. @throws InputError */
export function chooseProxy(
	requestOptions: IDataObject,
	credential: IDataObject,
): Proxy | undefined {
	return readProxy(requestOptions.proxy) ?? readProxy(credential.proxy);
}

/** What of a proxy's URL must never be shown: the password, or a token in place of a user, and the header made of them. */
export function proxySecrets(typed: unknown): string[] {
	const { username = '', password = '' } = parse(typed) ?? {};
	if (username === '') return [];
	const [user, secret] = [decoded(username), decoded(password)];
	const header = Buffer.from(`${user}:${secret}`, 'utf8').toString('base64');
	return password === '' ? [user, header] : [password, secret, header];
}
