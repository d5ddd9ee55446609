import type OpenAI from 'openai';
import type { AzureOpenAI, toFile as ToFile } from 'openai';
import { startSandbox, type Sandbox } from '../../support/sandbox.mts';
import { loadPeer, peerVersion } from './peers.mts';
import type { PeerServer } from './stage.mts';

interface Sdk {
	default: typeof OpenAI;
	AzureOpenAI: typeof AzureOpenAI;
	toFile: typeof ToFile;
}

/** One of the SDK's clients, and how it writes. */
export interface SdkClient {
	/** The package. */
	peer: 'openai' | 'openai-6';
	dialect: 'openai' | 'azure';
	/** How it writes a create without a file. */
	wire: 'multipart' | 'json';
	/** What it has, and its server too, beyond create, retrieve, list, delete, content and remix. */
	more: ReadonlyArray<'edit' | 'extend' | 'characters'>;
}

/** Both of the SDK's clients, of the two major versions that write differently. */
export const SDK_CLIENTS: readonly SdkClient[] = [
	{ peer: 'openai', dialect: 'openai', wire: 'multipart', more: ['edit', 'extend', 'characters'] },
	{ peer: 'openai-6', dialect: 'openai', wire: 'json', more: [] },
	{ peer: 'openai', dialect: 'azure', wire: 'multipart', more: ['edit', 'characters'] },
	{ peer: 'openai-6', dialect: 'azure', wire: 'json', more: [] },
];

/** The sandbox in a dialect, and the SDK as another client of it. */
export interface SdkServer extends PeerServer {
	sandbox: Sandbox;
	client: OpenAI;
	toFile: typeof ToFile;
}

/** Starts the sandbox, and the vendor's client for it: for Azure its own class, whose base URL may be the one of the API's version 1. */
export async function startSdk({ peer, dialect }: SdkClient): Promise<SdkServer> {
	const sandbox = await startSandbox({ dialect });
	const sdk = loadPeer<Sdk>(peer);
	const options = { apiKey: sandbox.key, baseURL: sandbox.baseUrl, maxRetries: 0 };
	const isAzure = dialect === 'azure';
	return {
		name: `${isAzure ? 'AzureOpenAI of the ' : ''}openai SDK ${peerVersion(peer)}`,
		baseUrl: sandbox.baseUrl,
		key: sandbox.key,
		credential: {
			server: dialect,
			...(isAzure && { authentication: 'header', headerName: 'api-key' }),
		},
		sandbox,
		client: isAzure
			? new sdk.AzureOpenAI({ ...options, apiVersion: 'v1' })
			: new sdk.default(options),
		toFile: sdk.toFile,
		stop: async () => await sandbox.stop(),
	};
}
