import { loadPeer, peerVersion } from './peers.mts';
import type { PeerServer } from './stage.mts';

/** What the mock answers to a prompt that contains `userMessage`. */
export interface Fixture {
	match: { endpoint: 'video'; userMessage?: string; model?: string };
	response:
		| {
				video: {
					id: string;
					status: 'processing' | 'completed' | 'failed';
					url?: string;
					error?: string;
					b64?: string;
					cost?: number;
				};
		  }
		| {
				error: { message: string; type?: string; code?: string };
				status: number;
				retryAfter?: number;
		  };
}

/** A request as the mock has understood it. */
export interface JournalEntry {
	method: string;
	path: string;
	headers: Record<string, string>;
	body: unknown;
	response: { status: number };
}

interface Mock {
	addFixture(fixture: Fixture): void;
	getRequests(): JournalEntry[];
	clearRequests(): void;
	start(): Promise<string>;
	stop(): Promise<void>;
}

interface MockOptions {
	port: number;
	auth: { apiKeys: string[] };
	/** Polls before OpenRouter's job goes on. */
	openRouterVideo: { pollsBeforeInProgress: number; pollsBeforeCompleted: number };
	logLevel: 'silent';
}

export interface Aimock extends PeerServer {
	mock: Mock;
	origin: string;
}

const KEY = 'sk-aimock';

/**
 * Starts `@copilotkit/aimock` on a free port.
 * @param path where the API begins: `/v1` (OpenAI), `/openai/v1` (Azure) or `/api/v1` (OpenRouter)
 */
export async function startAimock(path: string, fixtures: Fixture[]): Promise<Aimock> {
	const { LLMock } = loadPeer<{ LLMock: new (options: MockOptions) => Mock }>('@copilotkit/aimock');
	const mock = new LLMock({
		port: 0,
		auth: { apiKeys: [KEY] },
		openRouterVideo: { pollsBeforeInProgress: 1, pollsBeforeCompleted: 2 },
		logLevel: 'silent',
	});
	for (const fixture of fixtures) mock.addFixture(fixture);
	const origin = await mock.start();
	return {
		name: `aimock ${peerVersion('@copilotkit/aimock')}`,
		origin,
		baseUrl: origin + path,
		key: KEY,
		mock,
		stop: async () => await mock.stop(),
	};
}
