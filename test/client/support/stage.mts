import { Characters } from '../../../client/characters';
import { VideosError } from '../../../client/errors';
import { createLimiter } from '../../../client/limiter';
import type { Server } from '../../../client/retrieve';
import { Videos, type CreateParams } from '../../../client/videos';
import { openai } from '../../../protocol/dialects/servers/openai';
import { apiOf } from '../../support/api.mts';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../support/sandbox.mts';
import { createTransport, type TestTransport } from './transport.mts';

/** A sandbox and clients of it. */
export interface Stage {
	sandbox: Sandbox;
	api: ReturnType<typeof apiOf>;
	transport: TestTransport;
	server: Server;
	videos: Videos;
	characters: Characters;
	/** A client whose server, or its connection, differs. */
	videosOf(changes: Partial<Server>): Videos;
}

/** A server as the client needs it. */
export function serverOf(
	transport: TestTransport,
	baseUrl: string,
	changes: Partial<Server> = {},
): Server {
	return {
		transport,
		baseUrl,
		dialect: openai,
		extraHeaders: {},
		extraQuery: {},
		timeoutMs: 5000,
		idleMs: 2000,
		limit: createLimiter(8),
		inlineLimit: createLimiter(1),
		...changes,
	};
}

/** Starts a sandbox before a file's tests, resets it before each, and ends it. */
export function useClient(options: SandboxOptions = {}): Stage {
	const stage = {} as Stage;
	beforeAll(async () => {
		const sandbox = await startSandbox({ renderSeconds: 0.05, ...options });
		const transport = createTransport(`Bearer ${sandbox.key}`);
		const server = serverOf(transport, sandbox.baseUrl);
		const videosOf = (changes: Partial<Server>) => new Videos({ ...server, ...changes });
		Object.assign(stage, { sandbox, transport, server, videosOf, api: apiOf(sandbox) });
		stage.videos = new Videos(server);
		stage.characters = new Characters(server);
	});
	beforeEach(async () => {
		stage.transport.reset();
		await stage.sandbox.reset();
	});
	afterAll(async () => {
		await stage.transport?.close();
		await stage.sandbox?.stop();
	});
	return stage;
}

/** A create with a JSON body. */
export function createOf(fields: Record<string, unknown> = {}): CreateParams {
	return { bodies: [() => ({ prompt: 'a calm lake', ...fields })] };
}

/** A wait that polls every few milliseconds. */
export const QUICK = { minutes: 1, intervalSeconds: 0.02 };

/** The error of a call that must fail. */
export async function failureOf(call: Promise<unknown>): Promise<VideosError> {
	const error: unknown = await call.then(
		(value) => new Error(`It did not fail, but gave ${JSON.stringify(value)}`),
		(reason: unknown) => reason,
	);
	if (error instanceof VideosError) return error;
	throw error;
}
