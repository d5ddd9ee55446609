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
import { readBaseUrl } from './baseUrl';
import { checkHeaders } from './headers';
import { checkKey, keyNote } from './foreignKey';
import type { AskedServer } from './nodeError';
import { proxySecrets } from './proxy';

/** The name of the one credential type that the nodes use for requests. */
export const CREDENTIAL = 'videoGenerationApi';

/** The contexts of a whole node: a custom operation's, a trigger's. */
export type NodeContext = IExecuteFunctions | IHookFunctions | IPollFunctions | IWebhookFunctions;

/** The contexts that send requests: an item's run, a whole node, and a list in the editor. */
export type HttpContext = (IExecuteSingleFunctions | ILoadOptionsFunctions | NodeContext) &
	IAllExecuteFunctions;

const SECRET_FIELDS = ['apiKey', 'password', 'basicToken'];

function dialectOf({ server, baseUrl }: ICredentialDataDecryptedObject): Dialect {
	return dialectFor(server, baseUrl);
}

/** What must never stand in an output: the secret fields, and what is made of them to be sent. */
function secretsOf(credential: ICredentialDataDecryptedObject): string[] {
	const typed = SECRET_FIELDS.map((field) => String(credential[field] ?? '').trim());
	const sent = Object.values(authHeaders(credential, dialectOf(credential).auth));
	const all = [...typed, ...sent, ...proxySecrets(credential.proxy)];
	const withoutScheme = all.map((secret) => secret.replace(/^(bearer|basic)\s+/i, ''));
	// The word before it is no secret.
	return [...new Set(withoutScheme)].filter(Boolean);
}

/**
 * The redaction of a credential's secrets.
 * @param requestOptions n8n's own, whose proxy may have a password too
 */
export function redactionOf(
	credential: ICredentialDataDecryptedObject,
	requestOptions: IDataObject = {},
): Redaction {
	const ofProxy = proxySecrets(requestOptions.proxy).filter(Boolean);
	return createRedaction([...secretsOf(credential), ...ofProxy]);
}

/** The headers that carry a credential's key. @throws InputError when HTTP cannot carry them */
export function readAuthHeaders(
	credential: ICredentialDataDecryptedObject,
): Record<string, string> {
	const headers = authHeaders(credential, dialectOf(credential).auth);
	return checkHeaders(headers, 'of the credential');
}

/** The server that a credential is for. */
export interface CredentialServer {
	/** How it speaks the Videos API. */
	dialect: Dialect;
	/** The API's root, without a trailing slash. */
	baseUrl: string;
	/** What carries the key. */
	headers: Record<string, string>;
}

/**
 * The server that a credential is for: for the nodes, for the lists in the editor and for n8n's test of the credential.
 * @throws InputError when the Base URL is not that of an API, or the key cannot be sent or is one of another service
 */
export function readCredential(credential: ICredentialDataDecryptedObject): CredentialServer {
	const baseUrl = readBaseUrl(credential);
	const headers = readAuthHeaders(credential);
	checkKey(headers, baseUrl);
	return { dialect: dialectOf(credential), baseUrl, headers };
}

/** What an error's text needs to know of a server. */
export function askedOf({ dialect, headers, baseUrl }: CredentialServer): AskedServer {
	return { dialect, keyNote: keyNote(headers, baseUrl) };
}

/** What an error needs of the credential before a user may read it. */
export interface ErrorContext {
	redaction: Redaction;
	/** Undefined where the credential does not tell it. */
	asked: AskedServer | undefined;
}

/** For an error from before the server was connected; where there is no credential, signatures alone are redacted. */
export async function readErrorContext(context: HttpContext | NodeContext): Promise<ErrorContext> {
	const credential = await context.getCredentials(CREDENTIAL).catch(() => undefined);
	if (credential === undefined) return { redaction: createRedaction([]), asked: undefined };
	const redaction = redactionOf(credential);
	try {
		return { redaction, asked: askedOf(readCredential(credential)) };
	} catch {
		return { redaction, asked: undefined };
	}
}

/** The redaction of the credential's secrets; where there is no credential, that of signatures alone. */
export async function readRedaction(context: HttpContext | NodeContext): Promise<Redaction> {
	return (await readErrorContext(context)).redaction;
}

/** How the credential's server speaks the Videos API. */
export async function readDialect(context: HttpContext): Promise<Dialect> {
	return dialectOf(await context.getCredentials(CREDENTIAL));
}
