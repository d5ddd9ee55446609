import { startSandbox, type Sandbox } from '../../support/sandbox.mts';
import { loadPeer, peerVersion } from './peers.mts';
import type { PeerServer } from './stage.mts';

/** What is asked of the SDK, in its own words. */
export interface Wish {
	prompt: string;
	duration?: number;
	aspectRatio?: string;
	image?: { type: 'file'; data: Uint8Array; mediaType: string } | { type: 'url'; url: string };
	/** Its options for this provider. */
	xai?: Record<string, unknown>;
}

/** What the SDK has made of it. */
export interface Made {
	url: string;
	warnings: unknown[];
	metadata: Record<string, unknown>;
}

interface Model {
	doGenerate(options: object): Promise<{
		videos: Array<{ type: 'url'; url: string }>;
		warnings: unknown[];
		providerMetadata: { xai: Record<string, unknown> };
	}>;
}

type CreateXai = (options: { baseURL: string; apiKey: string }) => { video(id: string): Model };

/** The sandbox in xAI's dialect, and the SDK as another client of it. */
export interface XaiServer extends PeerServer {
	sandbox: Sandbox;
	/** Sends a create, an edit or an extension, and polls it to its end. */
	generate(wish: Wish): Promise<Made>;
}

const MODEL = 'grok-imagine-video';

/** Starts the sandbox, and `@ai-sdk/xai`, which checks its answers by schemas of its own. */
export async function startXai(): Promise<XaiServer> {
	const sandbox = await startSandbox({ dialect: 'xai', renderSeconds: 0.3 });
	const { createXai } = loadPeer<{ createXai: CreateXai }>('@ai-sdk/xai');
	const model = createXai({ baseURL: sandbox.baseUrl, apiKey: sandbox.key }).video(MODEL);
	return {
		name: `@ai-sdk/xai ${peerVersion('@ai-sdk/xai')}`,
		baseUrl: sandbox.baseUrl,
		key: sandbox.key,
		credential: { server: 'xai' },
		sandbox,
		async generate({ xai, ...wish }) {
			const options = { ...xai, pollIntervalMs: 50, pollTimeoutMs: 20_000 };
			const made = await model.doGenerate({ n: 1, ...wish, providerOptions: { xai: options } });
			const [{ url }] = made.videos;
			return { url, warnings: made.warnings, metadata: made.providerMetadata.xai };
		},
		stop: async () => await sandbox.stop(),
	};
}
