import { loadPeer } from '../../interop/support/peers.mts';

type Response =
	{ content: string } | { toolCalls: Array<{ id: string; name: string; arguments: string }> };

interface Request {
	messages: Array<{ content: unknown }>;
}

/** One answer of the model, and what it answers to. */
interface Fixture {
	match: { userMessage?: string; toolCallId?: string };
	response: (request: Request) => Response;
}

interface Mock {
	addFixture(fixture: Fixture): void;
	getRequests(): Array<{ body: unknown }>;
	start(): Promise<string>;
	stop(): Promise<void>;
}

/** What the model says: it calls a tool, or answers the user. */
type Reply = { tool: string; args: object } | string;

/** A reply, or what makes it of what the model was told last: the user's words, or a tool's answer. */
export type Step = Reply | ((told: string) => Reply);

/** A language model that does as it is told: `@copilotkit/aimock`. */
export interface Model {
	baseUrl: string;
	/** Bodies of the requests that came. */
	requests(): unknown[];
	stop(): Promise<void>;
}

const callId = (step: number) => `call_video_${step}`;

function respond(step: Step, index: number, { messages }: Request): Response {
	const told = messages.at(-1)?.content;
	const text = typeof told === 'string' ? told : JSON.stringify(told);
	const reply = typeof step === 'function' ? step(text) : step;
	if (typeof reply === 'string') return { content: reply };
	const { tool, args } = reply;
	return { toolCalls: [{ id: callId(index), name: tool, arguments: JSON.stringify(args) }] };
}

/** Starts a model that goes through these steps when a user speaks of a video: the last one is its answer. */
export async function startModel(...steps: Step[]): Promise<Model> {
	const { LLMock } = loadPeer<{ LLMock: new (options: object) => Mock }>('@copilotkit/aimock');
	const mock = new LLMock({ port: 0, logLevel: 'silent' });
	// The user's words stand in every request; the answer to a tool's call comes last and goes first.
	for (const [index, step] of [...steps.entries()].reverse()) {
		const match = index === 0 ? { userMessage: 'video' } : { toolCallId: callId(index - 1) };
		mock.addFixture({ match, response: (request) => respond(step, index, request) });
	}
	const origin = await mock.start();
	return {
		baseUrl: `${origin}/v1`,
		requests: () => mock.getRequests().map(({ body }) => body),
		stop: async () => await mock.stop(),
	};
}
