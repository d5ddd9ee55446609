import type {
	IAllExecuteFunctions,
	IExecuteFunctions,
	IExecuteSingleFunctions,
	IHookFunctions,
	ILoadOptionsFunctions,
	IPollFunctions,
	IWebhookFunctions,
} from 'n8n-workflow';
import { authHeaders } from '../../../protocol/auth';
import { dialectFor } from '../../../protocol/dialects';
import type { Dialect } from '../../../protocol/dialects/dialect';

/** The name of the one credential type that the node uses. */
export const CREDENTIAL = 'videoGenerationApi';

/** The contexts of a whole node: a custom operation's, a trigger's. */
export type NodeContext = IExecuteFunctions | IHookFunctions | IPollFunctions | IWebhookFunctions;

/** The contexts that send requests: an item's run, a whole node, and a list in the editor. */
export type HttpContext = (IExecuteSingleFunctions | ILoadOptionsFunctions | NodeContext) &
	IAllExecuteFunctions;

const SECRET_FIELDS = ['apiKey', 'password', 'basicToken'];

/** What of the credential must never stand in a message: its fields, and what is made of them to be sent. */
export async function readSecrets(context: HttpContext | NodeContext): Promise<string[]> {
	const credential = await context.getCredentials(CREDENTIAL);
	const typed = SECRET_FIELDS.map((field) => String(credential[field] ?? '').trim());
	const sent = Object.values(authHeaders(credential));
	const withoutScheme = [...typed, ...sent].map((secret) =>
		secret.replace(/^(bearer|basic)\s+/i, ''),
	);
	return [...new Set([...typed, ...sent, ...withoutScheme])].filter(Boolean);
}

/** How the credential's server speaks the Videos API. */
export async function readDialect(context: HttpContext): Promise<Dialect> {
	const { server, baseUrl } = await context.getCredentials(CREDENTIAL);
	return dialectFor(server, baseUrl);
}

/** The base URL as the user typed it. */
export async function readTypedBaseUrl(context: HttpContext): Promise<unknown> {
	return (await context.getCredentials(CREDENTIAL)).baseUrl;
}
