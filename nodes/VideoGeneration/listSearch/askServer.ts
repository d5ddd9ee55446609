import type { IDataObject, ILoadOptionsFunctions } from 'n8n-workflow';
import { checkOffered } from '../../../client/offers';
import { networkFailure, responseFailure, sendOnce, type ApiRequest } from '../../../client/http';
import { isOk } from '../../../client/response';
import type { Dialect } from '../../../protocol/dialects/dialect';
import { isRecord } from '../../../protocol/reading/json';
import { listIn } from '../../../protocol/reading/page';
import { readDialect, readErrorContext, type HttpContext } from '../../shared/credential';
import { presentable, toApiError } from '../../shared/nodeError';
import { Fields } from '../../shared/parameters';
import { connectServer, createLimits } from '../../shared/server';

const TIMEOUT_MS = 20_000;

// As the form shows it now, saved or not.
function currentCollection(context: ILoadOptionsFunctions, name: string): IDataObject {
	const typed: unknown = context.getCurrentNodeParameter(name);
	return isRecord(typed) ? (typed as IDataObject) : {};
}

async function ask(
	context: ILoadOptionsFunctions & HttpContext,
	apiRequest: ApiRequest,
): Promise<unknown> {
	// Gateways may want to know which of their providers is meant.
	const { extraHeaders, extraQuery } = currentCollection(context, 'options');
	const { server, redaction } = await connectServer(context, {
		options: new Fields({ extraHeaders, extraQuery }),
		requestOptions: { timeout: TIMEOUT_MS, ...currentCollection(context, 'requestOptions') },
		limits: createLimits(new Fields({})),
		stopSignal: undefined,
	});
	if (apiRequest.feature) checkOffered(server, apiRequest.feature);
	const response = await sendOnce(server, apiRequest).catch((error: unknown) => {
		throw networkFailure(error, apiRequest);
	});
	const isWhole = response.incomplete === undefined && listIn(response.json) !== undefined;
	if (!isOk(response) || !isWhole) throw responseFailure(response, apiRequest);
	return redaction.json(response.json);
}

/** How the credential's server speaks the Videos API. */
export async function serverDialect(context: ILoadOptionsFunctions): Promise<Dialect> {
	return await readDialect(context as HttpContext);
}

/** Asks the credential's server for the entries of a list in the editor. @throws NodeApiError in plain words */
export async function askServer(
	context: ILoadOptionsFunctions,
	apiRequest: Pick<ApiRequest, 'path' | 'query' | 'doing' | 'feature'>,
): Promise<unknown> {
	const httpContext = context as ILoadOptionsFunctions & HttpContext;
	try {
		return await ask(httpContext, {
			...apiRequest,
			method: 'GET',
			resend: 'safe',
			reads: 'list',
		});
	} catch (error) {
		const { redaction, asked } = await readErrorContext(httpContext);
		throw toApiError(context.getNode(), presentable(error, redaction, asked));
	}
}
