import type { ILoadOptionsFunctions } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';
import { readErrorText } from '../../../protocol/errorText';
import { refused, unreadable, webPage } from '../../../protocol/failures';
import { redact } from '../../../protocol/redact';
import { normalizeBaseUrl } from '../../../protocol/url';
import { isOk, isWebPage } from '../runners/answer';
import { readSecrets, readTypedBaseUrl, type HttpContext } from '../runners/credential';
import { networkFailure, sendOnce, type ApiRequest } from '../runners/request';

const TIMEOUT_MS = 20_000;

async function ask(context: HttpContext, request: ApiRequest, secrets: string[]): Promise<unknown> {
	const connection = {
		context,
		baseUrl: normalizeBaseUrl(await readTypedBaseUrl(context)),
		template: {},
		extraHeaders: {},
		extraQuery: {},
		timeoutMs: TIMEOUT_MS,
		idleMs: TIMEOUT_MS,
		stopSignal: undefined,
		secrets,
	};
	const answer = await sendOnce(connection, request).catch((error: unknown) => {
		throw networkFailure(error, request);
	});
	if (isWebPage(answer)) throw webPage(answer.url, answer.status);
	if (!isOk(answer)) throw refused(request.doing, answer.status, readErrorText(answer.text));
	if (answer.json === undefined) throw unreadable(request.doing, answer.status);
	return answer.json;
}

/** Asks the credential's server something for a list in the editor. @throws NodeApiError in plain words */
export async function askServer(
	context: ILoadOptionsFunctions,
	request: ApiRequest,
): Promise<unknown> {
	const httpContext = context as HttpContext;
	const secrets = await readSecrets(httpContext);
	try {
		return await ask(httpContext, request, secrets);
	} catch (error) {
		const message = redact(error instanceof Error ? error.message : String(error), secrets);
		throw new NodeApiError(context.getNode(), { message }, { message });
	}
}
