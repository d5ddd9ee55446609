import './environment.mts';
import { getRequestHelperFunctions } from 'n8n-core/dist/execution-engine/node-execution-context/utils/request-helper-functions';
import type {
	INode,
	IHttpRequestOptions,
	ICredentialDataDecryptedObject,
	IWorkflowExecuteAdditionalData,
	Workflow,
} from 'n8n-workflow';
import { createRedaction } from '../../../client/redaction';
import type { Transport } from '../../../client/transport';
import type { HttpContext } from '../../../nodes/shared/credential';
import { n8nTransport, type RequestTemplate } from '../../../nodes/shared/n8nTransport';

const node: INode = {
	...{ id: 'v', name: 'Video Generation', type: 'videoGeneration', typeVersion: 1 },
	...{ position: [0, 0], parameters: {} },
};

const credentialsHelper = {
	getParentTypes: () => [],
	preAuthentication: async () => undefined,
	authenticate: async (
		_: ICredentialDataDecryptedObject,
		__: string,
		request: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> => ({
		...request,
		headers: { ...request.headers, Authorization: 'Bearer sk-transport' },
	}),
};

/** The node's own transport over n8n-core's HTTP helper, without a workflow around it. */
export function transportOf(template: RequestTemplate = {}): Transport {
	const additionalData = { credentialsHelper } as unknown as IWorkflowExecuteAdditionalData;
	const helpers = getRequestHelperFunctions({} as Workflow, node, additionalData);
	const quiet = () => undefined;
	const context = {
		helpers,
		getNode: () => node,
		getCredentials: async () => ({ apiKey: 'sk-transport' }),
		getExecutionCancelSignal: () => undefined,
		logger: { info: quiet, warn: quiet, debug: quiet, error: quiet },
	} as unknown as HttpContext;
	return n8nTransport(context, template, createRedaction([]), undefined);
}
