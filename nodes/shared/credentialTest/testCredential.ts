import type {
	ICredentialDataDecryptedObject,
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	INodeCredentialTestResult,
} from 'n8n-workflow';
import type { Connection } from '../../../client/connection';
import { VideosError } from '../../../client/errors';
import { requestOnce, responseFailure, type ApiRequest } from '../../../client/http';
import { createLimiter } from '../../../client/limiter';
import { isOk, isWebPage, type ApiResponse } from '../../../client/response';
import { pathOf } from '../../../protocol/dialects/paths';
import { readErrorText } from '../../../protocol/reading/errorText';
import { askedOf, readCredential, redactionOf, type CredentialServer } from '../credential';
import { presentable } from '../nodeError';
import { readTemplate } from '../server';
import { testTransport } from './testTransport';

const TIMEOUT_MS = 20_000;

/** What is asked of a server, and what its answer must be. */
interface Question {
	request: ApiRequest;
	/** Whether anything but success means that the credential is wrong. */
	mustSucceed: boolean;
	hasKey: boolean;
}

/** What the test asks: for the models of a server, or about the key where it has such a request. */
export function questionFor({ dialect, baseUrl, headers }: CredentialServer): Question {
	// At another host than its own it is a relay, which may have less.
	const isRelay = dialect.host?.test(new URL(baseUrl).hostname) === false;
	const keyPath = isRelay ? undefined : dialect.keyPath;
	return {
		request: {
			method: 'GET',
			path: keyPath ?? pathOf(dialect, 'models'),
			resend: 'safe',
			reads: 'list',
			doing: 'test the credential',
			followsRedirects: false,
		},
		mustSucceed: dialect.listsModels === true && !isRelay,
		hasKey: Object.keys(headers).length > 0,
	};
}

// A function each, so that every message stands whole in the code.
const REFUSALS: Record<number, (said: string, url: string, hasKey: boolean) => VideosError> = {
	401: (said, _, hasKey) =>
		hasKey
			? new VideosError('refused', `The server does not accept this API key (HTTP 401)${said}`, {
					httpStatus: 401,
					hint: 'Check API Key and Authentication.',
				})
			: new VideosError('refused', `The server requires an API key (HTTP 401)${said}`, {
					httpStatus: 401,
					hint: 'Fill in API Key.',
				}),
	403: (said, _, hasKey) =>
		hasKey
			? new VideosError(
					'refused',
					`The server refuses access with this API key (HTTP 403)${said}`,
					{
						httpStatus: 403,
						hint: 'Check API Key and Authentication, and what the key is allowed to do.',
					},
				)
			: new VideosError(
					'refused',
					`The server refuses access without an API key (HTTP 403)${said}`,
					{
						httpStatus: 403,
						hint: 'Fill in API Key.',
					},
				),
	404: (said, url) =>
		new VideosError(
			'refused',
			`There is no list of models at ${new URL(url).href} (HTTP 404)${said}`,
			{
				httpStatus: 404,
				hint: 'Compare the Base URL with the example in the box above.',
			},
		),
};

function refusalOf(response: ApiResponse, question: Question): VideosError {
	const known = isWebPage(response) ? undefined : REFUSALS[response.status];
	if (known === undefined) return responseFailure(response, question.request);
	const said = readErrorText(response.text);
	return known(said === undefined ? '' : `: ${said}`, response.url, question.hasKey);
}

/** @throws VideosError when the answer shows that the credential cannot work */
function checkAnswer(response: ApiResponse, question: Question): void {
	const { status } = response;
	const isRedirect = status >= 300 && status < 400;
	const isRefusedKey = status === 401 || status === 403;
	const isWrong = isRedirect || isRefusedKey || isWebPage(response);
	if (isWrong || (question.mustSucceed && !isOk(response))) throw refusalOf(response, question);
}

/** Where n8n lets the key be sent: as for a node, a typed Base URL is always allowed. */
function allowedDomainsOf(credential: ICredentialDataDecryptedObject): string | undefined {
	const { allowedHttpRequestDomains: mode, allowedDomains, baseUrl } = credential;
	const isTyped = typeof baseUrl === 'string' && baseUrl.trim() !== '';
	const isLimited = mode === 'domains' && typeof allowedDomains === 'string';
	return isLimited && !isTyped ? allowedDomains : undefined;
}

function connect(
	context: ICredentialTestFunctions,
	credential: ICredentialDataDecryptedObject,
	{ baseUrl, headers, dialect }: CredentialServer,
): Connection {
	const template = {
		...readTemplate({}, credential),
		allowedDomains: allowedDomainsOf(credential),
	};
	return {
		transport: testTransport(context, template, headers),
		baseUrl,
		extraHeaders: { ...dialect.headers },
		extraQuery: {},
		timeoutMs: TIMEOUT_MS,
		idleMs: TIMEOUT_MS,
		limit: createLimiter(1),
		inlineLimit: createLimiter(1),
	};
}

/** The one text that n8n shows of a test. The hint about invalid input is for a node: it sends the user to the credential. */
function textOf({ kind, message, details: { hint } }: VideosError): string {
	if (hint === undefined || kind === 'input') return message;
	return `${message}${/[.!?]$/.test(message) ? '' : '.'} ${hint}`;
}

/**
 * n8n's test of the credential, in the node's own words: n8n's declarative test shows a bare error code such as ECONNREFUSED. A server
 * that may have no list of models passes unless it refuses the key, redirects, or answers with a web page.
 */
export async function testCredential(
	this: ICredentialTestFunctions,
	{ data: credential = {} }: ICredentialsDecrypted<ICredentialDataDecryptedObject>,
): Promise<INodeCredentialTestResult> {
	let server: CredentialServer | undefined;
	try {
		server = readCredential(credential);
		const question = questionFor(server);
		const response = await requestOnce(connect(this, credential, server), question.request);
		checkAnswer(response, question);
		return { status: 'OK', message: 'Connection successful!' };
	} catch (error) {
		const shown = presentable(error, redactionOf(credential), server && askedOf(server));
		return { status: 'Error', message: textOf(shown) };
	}
}
