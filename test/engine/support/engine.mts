import { removeFolder } from './environment.mts';
import { Container } from './container.mts';
import {
	BinaryDataConfig,
	BinaryDataService,
	ExecutionLifecycleHooks,
	WorkflowExecute,
	WorkflowHasIssuesError,
} from 'n8n-core';
import {
	createRunExecutionData,
	Workflow,
	type ICredentialDataDecryptedObject,
	type IDataObject,
	type IHttpRequestOptions,
	type INode,
	type INodeExecutionData,
	type INodeType,
	type IRun,
	type IRunExecutionData,
	type IWorkflowExecuteAdditionalData,
	type WorkflowExecuteMode,
} from 'n8n-workflow';
import { until } from '../../support/until.mts';
import { noteSeenFields } from './seenFields.mts';
import { loadCredential, loadNode, nodeTypes } from './types.mts';

/** What to run, and how. */
export interface RunInput {
	/** The node's parameters; resource is always `video`. */
	parameters: IDataObject;
	/** The items that come in; one empty item by default. */
	items?: INodeExecutionData[];
	/** The node's own settings. */
	settings?: Partial<Pick<INode, 'onError' | 'retryOnFail' | 'maxTries' | 'waitBetweenTries'>>;
	/** Fields of the credential over the sandbox's own. */
	credential?: IDataObject;
	/** Called whenever n8n reads the credential, which it does not keep: for itself, or for the node. */
	onCredentialRead?: () => void;
	/** The node has none: n8n then has nothing to decrypt. */
	withoutCredential?: boolean;
	/** Under the type that n8n lends to the tools of AI models. */
	asTool?: boolean;
	/** How n8n runs the workflow; in the editor by default. */
	mode?: WorkflowExecuteMode;
	/** What n8n has stored of another execution, by its id. */
	stored?: Record<string, IRunExecutionData>;
	/** How n8n keeps files beside, or inside, an item's data. */
	binaryMode?: 'separate' | 'combined';
	/** Presses Stop as soon as this is so. */
	stopWhen?: () => boolean | Promise<boolean>;
}

/** What a user would see of the run. */
export interface RunOutput {
	status: IRun['status'];
	items: INodeExecutionData[];
	/** What came out of the error output (`continueErrorOutput`). */
	errorItems: INodeExecutionData[];
	/** The error that ended the node. */
	error: { message: string; description: string; json: string } | undefined;
	durationMs: number;
	/** What n8n has sent to the browser's console. */
	shown: string[];
}

/** The compiled node. */
export const nodeUnderTest = loadNode();
const credentialType = loadCredential();

function helpers(credential: IDataObject, onRead?: () => void) {
	return {
		getParentTypes: () => [],
		getDecrypted: async () => {
			onRead?.();
			return { ...credential };
		},
		preAuthentication: async () => undefined,
		authenticate: async (
			data: ICredentialDataDecryptedObject,
			_: string,
			request: IHttpRequestOptions,
		) => await (credentialType.authenticate as CallableFunction)(data, request),
		isCredentialUsableByNode: () => true,
		getCredentialsProperties: () => credentialType.properties,
	};
}

/** What n8n gives every execution, with a credential for a server. */
export function additionalDataFor(
	server: { baseUrl: string; key: string },
	fields: IDataObject = {},
	onCredentialRead?: () => void,
): IWorkflowExecuteAdditionalData {
	const credential = {
		server: 'sandbox',
		baseUrl: server.baseUrl,
		authentication: 'automatic',
		apiKey: server.key,
		...fields,
	};
	return {
		executionId: '1',
		credentialsHelper: helpers(credential, onCredentialRead),
		hooks: new ExecutionLifecycleHooks('manual', '1', {} as never),
		currentNodeParameters: {},
		variables: {},
		restApiUrl: 'http://127.0.0.1/rest',
		instanceBaseUrl: 'http://127.0.0.1/',
		webhookWaitingBaseUrl: 'http://127.0.0.1/webhook-waiting',
		formWaitingBaseUrl: 'http://127.0.0.1/form-waiting',
	} as unknown as IWorkflowExecuteAdditionalData;
}

/** A trigger that hands out items. */
export function startNode(items: INodeExecutionData[]): INodeType {
	return {
		description: {
			displayName: 'Start',
			name: 'start',
			group: ['trigger'],
			version: 1,
			description: '',
			defaults: {},
			inputs: [],
			outputs: ['main'],
			properties: [],
		},
		async execute() {
			return [items];
		},
	};
}

/** A workflow of a start node and the node under test. */
export function buildWorkflow({
	parameters,
	items = [{ json: {} }],
	settings,
	asTool = false,
	binaryMode,
	withoutCredential = false,
}: RunInput): Workflow {
	const common = { typeVersion: 1, position: [0, 0] as [number, number], disabled: false };
	const start: INode = { ...common, id: 's', name: 'Start', type: 'test.start', parameters: {} };
	const video: INode = {
		...common,
		...settings,
		id: 'v',
		name: 'Video Generation',
		type: `n8n-nodes-video-generation.videoGeneration${asTool ? 'Tool' : ''}`,
		parameters: { resource: 'video', requestOptions: {}, ...parameters } as INode['parameters'],
		...(!withoutCredential && {
			credentials: { videoGenerationApi: { id: '1', name: 'Sandbox' } },
		}),
	};
	return new Workflow({
		id: 'w',
		nodes: [start, video],
		connections: { Start: { main: [[{ node: 'Video Generation', type: 'main', index: 0 }]] } },
		active: false,
		nodeTypes: nodeTypes(startNode(items), nodeUnderTest),
		settings: { executionOrder: 'v1', ...(binaryMode && { binaryMode }) },
	});
}

/** Starts n8n's binary storage. Call it once, before a suite. */
export async function startEngine(): Promise<void> {
	await Container.get(BinaryDataService).init();
}

/** Removes what the suite has stored. */
export function stopEngine(): void {
	removeFolder();
}

/** Where n8n stores files of executions. */
export function storageFolder(): string {
	return Container.get(BinaryDataConfig).localStoragePath;
}

/** Runs a workflow of one Video Generation node in n8n-core's own engine. */
export async function runEngine(
	server: { baseUrl: string; key: string },
	input: RunInput,
): Promise<RunOutput> {
	const workflow = buildWorkflow(input);
	const shown: string[] = [];
	const execution = new WorkflowExecute(
		{
			...additionalDataFor(server, input.credential, input.onCredentialRead),
			getRunExecutionData: async (id) => input.stored?.[id],
			sendDataToUI: (_type, data) => shown.push(...((data as IDataObject).messages as string[])),
		},
		input.mode ?? 'manual',
		createRunExecutionData({}),
	);
	const started = Date.now();
	try {
		const running = execution.run({ workflow, startNode: workflow.getNode('Start') ?? undefined });
		const stopped =
			input.stopWhen && until('the moment for Stop', input.stopWhen).then(() => running.cancel());
		const [run] = await Promise.all([running, stopped]);
		const output = { ...read(run, Date.now() - started), shown };
		noteSeenFields(input, output);
		return output;
	} catch (error) {
		// What n8n finds wrong before it runs anything, such as a required field that is empty.
		if (!(error instanceof WorkflowHasIssuesError)) throw error;
		const { message, description } = error;
		const told = { message, description: description ?? '', json: JSON.stringify(error) };
		return { status: 'error', items: [], errorItems: [], error: told, durationMs: 0, shown };
	}
}

function read(run: IRun, durationMs: number): Omit<RunOutput, 'shown'> {
	const task = run.data.resultData.runData['Video Generation']?.at(-1);
	const error = run.data.resultData.error ?? task?.error;
	const outputs = task?.data?.main ?? [];
	return {
		status: run.status,
		items: outputs[0] ?? [],
		errorItems: outputs[1] ?? [],
		error: error && {
			message: error.message,
			description: String((error as { description?: unknown }).description ?? ''),
			json: JSON.stringify(error),
		},
		durationMs,
	};
}

/** An item's file as n8n stores it. */
export async function fileOf(item: INodeExecutionData, field = 'data'): Promise<Buffer> {
	const binary = item.binary?.[field];
	if (binary === undefined) throw new Error(`The item has no file in ${field}`);
	return await Container.get(BinaryDataService).getAsBuffer(binary);
}
