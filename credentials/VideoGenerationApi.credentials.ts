import type { IAuthenticate, ICredentialType, Icon, INodeProperties } from 'n8n-workflow';
import { readAuthHeaders } from '../nodes/shared/credential';
import { SERVER_FIELDS } from './servers';

const authenticate: IAuthenticate = async (credential, request) => ({
	...request,
	headers: { ...request.headers, ...readAuthHeaders(credential) },
});

const AUTHENTICATION_FIELDS: INodeProperties[] = [
	{
		displayName: 'API Key',
		name: 'apiKey',
		type: 'string',
		typeOptions: { password: true },
		default: '',
		description: 'The key of your server. Leave it empty if the server requires none.',
		displayOptions: { show: { authentication: ['automatic', 'bearer', 'header'] } },
	},
	{
		displayName: 'Authentication',
		name: 'authentication',
		type: 'options',
		default: 'automatic',
		description:
			'How to send the API key. Automatic is right for an ordinary key: it sends the key the way the server expects it, in most cases as a bearer token, and nothing if API Key is empty.',
		options: [
			{ name: 'API Key as Bearer Token', value: 'bearer' },
			{ name: 'API Key in a Custom Header', value: 'header' },
			{ name: 'Automatic', value: 'automatic' },
			{ name: 'Basic (User and Password, or a Token)', value: 'basic' },
			{ name: 'None', value: 'none' },
		],
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

// Its test is in nodes/shared/credentialTest: a test of the credential's own can show no more than a code such as ECONNREFUSED.
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
}
