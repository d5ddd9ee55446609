import type {
	IAllExecuteFunctions,
	ICredentialDataDecryptedObject,
	IDataObject,
	IExecuteFunctions,
	IExecuteSingleFunctions,
	IHookFunctions,
	ILoadOptionsFunctions,
	IPollFunctions,
	IWebhookFunctions,
} from 'n8n-workflow';
import { createRedaction, type Redaction } from '../../client/redaction';
import { authHeaders } from '../../protocol/auth';
import { dialectFor } from '../../protocol/dialects';
import type { Dialect } from '../../protocol/dialects/dialect';
import { checkHeaders } from './headers';
import { proxySecrets } from './proxy';

/** The name of the one credential type that the nodes use for requests. */
export const CREDENTIAL = 'videoGenerationApi';

/** The contexts of a whole node: a custom operation's, a trigger's. */
export type NodeContext = IExecuteFunctions | IHookFunctions | IPollFunctions | IWebhookFunctions;

/** The contexts that send requests: an item's run, a whole node, and a list in the editor. */
export type HttpContext = (IExecuteSingleFunctions | ILoadOptionsFunctions | NodeContext) &
	IAllExecuteFunctions;

const SECRET_FIELDS = ['apiKey', 'password', 'basicToken'];

/** What must never stand in an output: the secret fields, and what is made of them to be sent. */
function secretsOf(credential: ICredentialDataDecryptedObject): string[] {
	const typed = SECRET_FIELDS.map((field) => String(credential[field] ?? '').trim());
	const sent = Object.values(authHeaders(credential));
	const all = [...typed, ...sent, ...proxySecrets(credential.proxy)];
	const withoutScheme = all.map((secret) => secret.replace(/^(bearer|basic)\s+/i, ''));
	// The word before it is no secret.
	return [...new Set(withoutScheme)].filter(Boolean);
}

/**
 * The redaction of the credential's secrets; where there is no credential, that of signatures alone.
 * @param requestOptions n8n's own, whose proxy may have a password too
 */
export async function readRedaction(
	context: HttpContext | NodeContext,
	requestOptions: IDataObject = {},
): Promise<Redaction> {
	const credential = await context.getCredentials(CREDENTIAL).catch(() => undefined);
	const secrets = credential === undefined ? [] : secretsOf(credential);
	return createRedaction([...secrets, ...proxySecrets(requestOptions.proxy).filter(Boolean)]);
}

/** The headers that carry a credential's key. @throws InputError when HTTP cannot carry them */
export function readAuthHeaders(
	credential: ICredentialDataDecryptedObject,
): Record<string, string> {
	return checkHeaders(authHeaders(credential), 'of the credential');
}

/** How the credential's server speaks the Videos API. */
export async function readDialect(context: HttpContext): Promise<Dialect> {
	const { server, baseUrl } = await context.getCredentials(CREDENTIAL);
	return dialectFor(server, baseUrl);
}

/** The base URL as the user typed it. @throws InputError when the key could not be sent */
export async function readTypedBaseUrl(context: HttpContext): Promise<unknown> {
	const credential = await context.getCredentials(CREDENTIAL);
	readAuthHeaders(credential);
	return credential.baseUrl;
}
