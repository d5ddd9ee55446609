import type {
	IAuthenticate,
	IAuthenticateRuleResponseCode,
	ICredentialTestRequest,
	ICredentialType,
	Icon,
	INodeProperties,
} from 'n8n-workflow';
import { normalizeBaseUrl } from '../nodes/shared/baseUrl';
import { readAuthHeaders } from '../nodes/shared/credential';
import { chooseProxy } from '../nodes/shared/proxy';
import { SERVER_FIELDS } from './servers';

// Only n8n's test of the credential has a base URL; the nodes set their own proxy.
const authenticate: IAuthenticate = async (credential, request) => {
	const { baseURL } = request;
	return {
		...request,
		...(baseURL !== undefined && {
			baseURL: normalizeBaseUrl(credential.baseUrl),
			proxy: chooseProxy({}, credential),
		}),
		headers: { ...request.headers, ...readAuthHeaders(credential) },
	};
};

const AUTHENTICATION_FIELDS: INodeProperties[] = [
	{
		displayName: 'Authentication',
		name: 'authentication',
		type: 'options',
		default: 'bearer',
		description: 'How the API key is sent to the server',
		options: [
			{ name: 'API Key as Bearer Token', value: 'bearer' },
			{ name: 'API Key in a Custom Header', value: 'header' },
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
		displayOptions: { show: { authentication: ['bearer', 'header'] } },
	},
	{
		displayName: 'Header Name',
		name: 'headerName',
		type: 'string',
		default: 'api-key',
		placeholder: 'e.g. api-key',
		description: 'The header that carries the key. Azure AI Foundry wants api-key.',
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
		description: 'A ready token (base64), instead of user and password',
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
		'https://github.com/n8n-nodes-video-generation/n8n-nodes-video-generation#credential';

	properties: INodeProperties[] = [
		...SERVER_FIELDS,
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. https://my-server.example.com/v1',
			description:
				"Address of the server's API, with or without a slash at its end. If you enter only the host, the node adds the path: /v1, or the one of a server that it knows, such as OpenRouter.",
		},
		...AUTHENTICATION_FIELDS,
		...NETWORK_FIELDS,
	];

	authenticate = authenticate;

	// Some servers have no list of models: anything but a refused key, a redirect and a web page passes. n8n itself sends this request: followed,
	// a redirect would take the key along to any host.
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
