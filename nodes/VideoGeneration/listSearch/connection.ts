import type { ILoadOptionsFunctions } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';
import { checkOffered } from '../../../protocol/offers';
import { isRecord } from '../../../protocol/reading/json';
import { normalizeBaseUrl } from '../../../protocol/url';
import { isOk } from '../runners/answer';
import { answerFailure } from '../runners/answerFailure';
import { cleanFailure } from '../runners/cleanFailure';
import type { Dialect } from '../../../protocol/dialects/dialect';
import {
	readDialect,
	readSecrets,
	readTypedBaseUrl,
	type HttpContext,
} from '../runners/credential';
import { pairs } from '../runners/parameters';
import { networkFailure, sendOnce, type ApiRequest } from '../runners/request';

type ListContext = ILoadOptionsFunctions & HttpContext;

const TIMEOUT_MS = 20_000;

// Gateways may want to be told which of their providers is meant.
function extras(context: ILoadOptionsFunctions) {
	const options: unknown = context.getCurrentNodeParameter('options');
	if (!isRecord(options)) return { extraHeaders: {}, extraQuery: {} };
	return { extraHeaders: pairs(options.extraHeaders), extraQuery: pairs(options.extraQuery) };
}

async function ask(context: ListContext, request: ApiRequest): Promise<unknown> {
	if (request.feature) checkOffered(await readDialect(context), request.feature);
	const connection = {
		context,
		baseUrl: normalizeBaseUrl(await readTypedBaseUrl(context)),
		template: {},
		...extras(context),
		timeoutMs: TIMEOUT_MS,
		stopSignal: undefined,
	};
	const answer = await sendOnce(connection, request).catch((error: unknown) => {
		throw networkFailure(error, request);
	});
	if (!isOk(answer) || answer.json === undefined) throw answerFailure(answer, request);
	return answer.json;
}

/** How the credential's server speaks the Videos API. */
export async function serverDialect(context: ILoadOptionsFunctions): Promise<Dialect> {
	return await readDialect(context as HttpContext);
}

/** Asks the credential's server something for a list in the editor. @throws NodeApiError in plain words */
export async function askServer(
	context: ILoadOptionsFunctions,
	request: ApiRequest,
): Promise<unknown> {
	const httpContext = context as ListContext;
	const secrets = await readSecrets(httpContext);
	try {
		return await ask(httpContext, request);
	} catch (error) {
		const { message } = cleanFailure(error, secrets);
		throw new NodeApiError(context.getNode(), { message }, { message });
	}
}
