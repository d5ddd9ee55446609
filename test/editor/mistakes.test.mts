import type { CredentialJson, WorkflowJson } from '../../host/session.mts';
import { videoWorkflow } from '../n8n/support/workflow.mts';
import type { Editor } from './support/editor.mts';
import { takePicture } from './support/pictures.mts';
import { openEditor, type EditorStage } from './support/stage.mts';

jest.setTimeout(400_000);

interface Mistake {
	/** what somebody does wrong in the open node, before it is run */
	make?(editor: Editor): Promise<void>;
	/** the node's parameters before that */
	parameters?: Record<string, unknown>;
	/** the credential's data */
	credential?: Record<string, unknown>;
	message: RegExp;
	description: RegExp;
	/** whether a video was paid for */
	creates?: number;
}

const PROMPT = 'A lighthouse in the fog';

const byId = (value: string) => ({ __rl: true, mode: 'id', value });

const mistakes: Record<string, Mistake> = {
	'an empty prompt': {
		make: async (editor) => await editor.type('prompt', '   '),
		message: /^The prompt is empty/,
		description: /Describe the video that you want in the field Prompt/,
	},
	'a wrong key': {
		credential: { apiKey: 'sk-wrong' },
		message: /^The server refused to create the video \(HTTP 401\): Incorrect API key provided/,
		description: /^Check the API key of the credential/,
	},
	'a server that is not there': {
		credential: { baseUrl: 'http://127.0.0.1:1/v1' },
		message:
			/^The server at http:\/\/127\.0\.0\.1:1 could not be reached: it refuses the connection/,
		description: /^Check the Base URL of the credential/,
	},
	'the address of a web page': {
		credential: { baseUrl: 'n8n' },
		message: /^A web page, not the Videos API, answered at http/,
		description: /^Check the Base URL of the credential: for most servers it ends in \/v1/,
	},
	'an unknown model': {
		make: async (editor) => await editor.typeValue('model', 'By ID', 'sora-9'),
		message: /^The server refused to create the video \(HTTP 400\): .*'sora-9' does not exist/,
		description: /^Nothing was created\. Change the field that the server names\./,
	},
	'a length that the server does not make': {
		make: async (editor) => await editor.typeValue('seconds', 'By Value', '7'),
		message:
			/^The server refused to create the video \(HTTP 400\): .*Supported values are: '4', '8'/,
		description: /^Nothing was created\. Change the field that the server names\./,
	},
	'a size in words': {
		make: async (editor) => await editor.typeValue('size', 'By Value', '720 by 1280'),
		message: /^Size must be WIDTHxHEIGHT in pixels such as 1280x720/,
		description: /Choose a size from the list/,
	},
	'an image that no node has made': {
		make: async (editor) => await editor.addEntry('references', 'Image'),
		message: /^There is no file in the field "data" of item 0 for Image 1 \(First Frame\)/,
		description: /Put a node that reads the file before this one/,
	},
	'a prompt that the server blocks': {
		make: async (editor) => await editor.type('prompt', 'Something [sandbox:moderation]'),
		message: /^The video video_\w+ failed: Your request was blocked by our moderation system/,
		description: /Change the prompt or the images/,
		creates: 1,
	},
	'the ID of another server': {
		parameters: { operation: 'retrieve', video: byId('video_of_another_server') },
		message: /^The video video_of_another_server was not found/,
		description: /Check the ID and the credential/,
	},
	'an operation that the server lacks': {
		parameters: { operation: 'remix', video: byId('x'), prompt: 'at night' },
		credential: { server: 'vllm-omni' },
		message: /^vLLM-Omni does not offer Remix/,
		description: /^Use Create with a new prompt/,
	},
	'extra fields that are no JSON': {
		parameters: { options: { extraBody: '{seed: 42' } },
		message: /^Extra Body Fields must be a JSON object such as/,
		description: /double quotes/,
	},
};

describe('typical mistakes, and what the editor says', () => {
	let stage: EditorStage;
	beforeAll(async () => {
		stage = await openEditor();
		const { editor, session } = stage;
		await editor.open(await session.createWorkflow(await workflowOfMistakes()));
	});
	afterAll(async () => await stage?.close());
	beforeEach(async () => await stage.sandbox.reset());
	afterEach(async () => await stage?.editor.backToCanvas());

	async function credentialWith(changes: Record<string, unknown>): Promise<CredentialJson> {
		const { session, credential, server } = stage;
		const data = { ...credential.data, ...changes };
		if (data.baseUrl === 'n8n') data.baseUrl = `${server.url}/v1`;
		const changed = { ...credential, data };
		return { ...changed, id: await session.createCredential(changed) };
	}

	/** Every mistake has its node, named by it: the page is loaded once. */
	async function workflowOfMistakes(): Promise<WorkflowJson> {
		const items = [{ prompt: PROMPT }];
		const plain = videoWorkflow({ credential: stage.credential, items });
		const [trigger, template] = plain.nodes;
		const nodes = await Promise.all(
			Object.entries(mistakes).map(async ([name, { parameters, credential }], n) => {
				const { id, name: label } = credential
					? await credentialWith(credential)
					: stage.credential;
				return {
					...template,
					...{ id: name, name, position: [250 + 250 * (n % 4), 200 * Math.floor(n / 4)] },
					parameters: { ...(template.parameters as object), prompt: PROMPT, ...parameters },
					credentials: { videoGenerationApi: { id, name: label } },
				};
			}),
		);
		const next = nodes.map(({ name: node }) => ({ node, type: 'main', index: 0 }));
		return {
			...plain,
			nodes: [trigger, ...nodes],
			connections: { [trigger.name]: { main: [next] } },
		};
	}

	it.each(Object.entries(mistakes))('%s', async (name, mistake) => {
		const { message, description, creates = 0 } = mistake;
		const { editor, page, sandbox } = stage;
		await editor.openNode(name);
		await mistake.make?.(editor);
		await editor.execute();
		const shown = await editor.error();
		await takePicture(page, `mistake-${name.replaceAll(' ', '-')}`);
		await editor.closeNode();
		expect(shown.message).toMatch(message);
		expect(shown.description).toMatch(description);
		expect(`${shown.message}${shown.description}`).not.toMatch(
			/undefined|\[object|\bat \w+ \(|sk-wrong/,
		);
		expect((await sandbox.stats()).created).toBe(creates);
	});
});
