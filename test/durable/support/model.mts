import { loadPeer } from '../../interop/support/peers.mts';

/** One answer of the model, and what it answers to. */
interface Fixture {
	match: { userMessage?: string; toolCallId?: string };
	response:
		{ content: string } | { toolCalls: Array<{ id: string; name: string; arguments: string }> };
}

interface Mock {
	addFixture(fixture: Fixture): void;
	getRequests(): Array<{ body: unknown }>;
	start(): Promise<string>;
	stop(): Promise<void>;
}

/** A language model that does as it is told: `@copilotkit/aimock`. */
export interface Model {
	baseUrl: string;
	/** Bodies of the requests that came. */
	requests(): unknown[];
	stop(): Promise<void>;
}

const CALL = 'call_video';

/** Starts a model that calls one tool, and then answers. */
export async function startModel(tool: string, args: object, answer: string): Promise<Model> {
	const { LLMock } = loadPeer<{ LLMock: new (options: object) => Mock }>('@copilotkit/aimock');
	const mock = new LLMock({ port: 0, logLevel: 'silent' });
	mock.addFixture({ match: { toolCallId: CALL }, response: { content: answer } });
	const call = { id: CALL, name: tool, arguments: JSON.stringify(args) };
	mock.addFixture({ match: { userMessage: 'video' }, response: { toolCalls: [call] } });
	const origin = await mock.start();
	return {
		baseUrl: `${origin}/v1`,
		requests: () => mock.getRequests().map(({ body }) => body),
		stop: async () => await mock.stop(),
	};
}
