import type {
	IAuthenticate,
	IAuthenticateRuleResponseCode,
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	Icon,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';
import { readAuthHeaders, readCredential } from '../nodes/shared/credential';
import { chooseProxy } from '../nodes/shared/proxy';
import { pathOf } from '../protocol/dialects/paths';
import { SERVER_FIELDS } from './servers';

/** The request of n8n's test of the credential: for the models of its server, or about the key. */
function testRequest(
	credential: ICredentialDataDecryptedObject,
	request: IHttpRequestOptions,
): IHttpRequestOptions {
	const { dialect, baseUrl, headers } = readCredential(credential);
	// At another host than its own it is a relay, which may have less.
	const isRelay = dialect.host?.test(new URL(baseUrl).hostname) === false;
	const keyPath = isRelay ? undefined : dialect.keyPath;
	const { ignoreHttpStatusErrors, ...rest } = request;
	return {
		...rest,
		baseURL: baseUrl,
		url: keyPath ?? pathOf(dialect, 'models'),
		proxy: chooseProxy({}, credential),
		headers: { ...request.headers, ...headers },
		// n8n 2.8 ignores every status where a newer one has exceptions: only where nothing is ignored, each refuses a wrong key.
		...((isRelay || !dialect.listsModels) && { ignoreHttpStatusErrors }),
	};
}

// Only n8n's test of the credential has a base URL.
const authenticate: IAuthenticate = async (credential, request) => {
	if (request.baseURL !== undefined) return testRequest(credential, request);
	return { ...request, headers: { ...request.headers, ...readAuthHeaders(credential) } };
};

const AUTHENTICATION_FIELDS: INodeProperties[] = [
	{
		displayName: 'Authentication',
		name: 'authentication',
		type: 'options',
		default: 'automatic',
		description:
			'How to send the API key. Automatic sends it the way the server expects it, in most cases as a bearer token. If the API key is empty, the node sends no key.',
		options: [
			{ name: 'API Key as Bearer Token', value: 'bearer' },
			{ name: 'API Key in a Custom Header', value: 'header' },
			{ name: 'Automatic', value: 'automatic' },
			{ name: 'Basic (User and Password, or a Token)', value: 'basic' },
			{ name: 'None', value: 'none' },
		],
	},
	{
		displayName: 'API Key',
		name: 'apiKey',
		type: 'string',
		typeOptions: { password: true },
		default: '',
		placeholder: 'e.g. sk-…',
		displayOptions: { show: { authentication: ['automatic', 'bearer', 'header'] } },
	},
	{
		displayName: 'Header Name',
		name: 'headerName',
		type: 'string',
		default: 'api-key',
		placeholder: 'e.g. api-key',
		description: 'The header that contains the key',
		displayOptions: { show: { authentication: ['header'] } },
	},
	{
		displayName: 'User',
		name: 'user',
		type: 'string',
		default: '',
		displayOptions: { show: { authentication: ['basic'] } },
	},
	{
		displayName: 'Password',
		name: 'password',
		type: 'string',
		typeOptions: { password: true },
		default: '',
		displayOptions: { show: { authentication: ['basic'] } },
	},
	{
		displayName: 'Basic Token',
		name: 'basicToken',
		type: 'string',
		typeOptions: { password: true },
		default: '',
		description: 'A ready-made token (base64) instead of user and password',
		displayOptions: { show: { authentication: ['basic'] } },
	},
];

const NETWORK_FIELDS: INodeProperties[] = [
	{
		displayName: 'Ignore SSL Issues (Insecure)',
		name: 'allowUnauthorizedCerts',
		type: 'boolean',
		description:
			'Whether to connect even if SSL certificate validation is not possible. The Request Options of a node override it.',
		default: false,
	},
	{
		displayName: 'Proxy',
		name: 'proxy',
		type: 'string',
		typeOptions: { password: true },
		default: '',
		placeholder: 'e.g. http://myproxy:3128',
		description:
			'HTTP proxy to use. If it requires authentication, write http://username:password@myproxy:3128. The Request Options of a node override it.',
	},
];

const REDIRECTS = Array.from({ length: 100 }, (_, n) => 300 + n);

/** A rule's message is static: it cannot say where the redirect leads. */
function redirectRule(value: number): IAuthenticateRuleResponseCode {
	return {
		type: 'responseCode',
		properties: {
			value,
			message: `The server answered with a redirect (HTTP ${value}), which was not followed so that the key stays with this server. Check the Base URL: often it needs https:// instead of http://.`,
		},
	};
}

export class VideoGenerationApi implements ICredentialType {
	name = 'videoGenerationApi';

	displayName = 'Video Generation API';

	icon: Icon = {
		light: 'file:../icons/videoGeneration.svg',
		dark: 'file:../icons/videoGeneration.dark.svg',
	};

	documentationUrl =
		'https://github.com/n8n-nodes-video-generation/n8n-nodes-video-generation/blob/main/docs/credential.md';

	properties: INodeProperties[] = [...SERVER_FIELDS, ...AUTHENTICATION_FIELDS, ...NETWORK_FIELDS];

	authenticate = authenticate;

	// Some servers have no list of models: there, anything but a refused key, a redirect and a web page passes. n8n itself sends this
	// request: followed, a redirect would take the key along to any host.
	test: ICredentialTestRequest = {
		request: {
			baseURL: '={{$credentials.baseUrl}}',
			url: '/models',
			skipSslCertificateValidation: '={{$credentials.allowUnauthorizedCerts}}',
			disableFollowRedirect: true,
			ignoreHttpStatusErrors: { ignore: true, except: [401, 403, ...REDIRECTS] },
		},
		rules: [
			...REDIRECTS.map(redirectRule),
			{
				type: 'responseCode',
				properties: { value: 401, message: 'The server does not accept this API key (HTTP 401)' },
			},
			{
				type: 'responseCode',
				properties: {
					value: 403,
					message: 'The server refuses access with this API key (HTTP 403)',
				},
			},
			{
				type: 'responseCode',
				properties: {
					value: 404,
					message:
						'This address has no list of models (HTTP 404). Check the Base URL: docs/servers.md lists it for each server.',
				},
			},
			{
				type: 'responseSuccessBody',
				properties: {
					key: '0',
					value: '<',
					message:
						'A web page answered, not an API. Check the Base URL: for most servers it ends in /v1.',
				},
			},
		] as ICredentialTestRequest['rules'],
	};
}
