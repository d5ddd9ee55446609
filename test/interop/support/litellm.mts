import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freePort } from '../../../host/ports.mts';
import { startSandbox, type Sandbox } from '../../support/sandbox.mts';
import { peerFile } from './peers.mts';
import { PROVIDER_ANSWERS, PROVIDERS } from './litellm-providers.mts';
import { startProgram } from './program.mts';
import { startRecorder, type Answer, type Recorder } from './recorder.mts';
import type { PeerServer } from './stage.mts';

const bin = peerFile('.cache/python/bin');

// The pinned version, as it is installed.
function version(): string {
	const pins = readFileSync(path.join(process.cwd(), 'test/interop/requirements.txt'), 'utf8');
	return /^litellm==(.+)$/m.exec(pins)?.[1] ?? '';
}

/** Whether `scripts/install.mjs` could install it. In CI it must be there. */
export function hasLiteLlm(): boolean {
	return process.env.CI !== undefined || existsSync(peerFile('.cache/python/.install-stamp'));
}

/** The gateway, and what stands behind it. */
export interface LiteLlm extends PeerServer {
	/** Behind the model `reference`: an `api_base` of the model's own, as most configurations have it. */
	reference: Sandbox;
	/** The default base of the provider that `reference` has: where requests go whose model the proxy cannot tell. */
	byDefault: Sandbox;
	/** Behind the model `omni`: vLLM-Omni, also the provider's default base. */
	omni: Sandbox;
	/** Behind the model `cloud`: Azure, also the provider's default base. */
	cloud: Sandbox;
}

const MODELS = {
	reference: 'openai/sora-2',
	omni: 'hosted_vllm/Wan-AI/Wan2.2-T2V-A14B',
	// Another name than the reference's: the proxy looks for an id's server by the model's name alone.
	cloud: 'azure/sora-2-pro',
};

type Upstreams = Record<keyof typeof MODELS, { base: string; key: string }>;

/** An entry of the proxy's model list. */
interface Deployment {
	model_name: string;
	litellm_params: Record<string, unknown>;
}

const KEY = 'sk-litellm';

// Nothing here may need the internet.
const OFFLINE = {
	PYTHONUNBUFFERED: '1',
	LITELLM_LOCAL_MODEL_COST_MAP: 'True',
	LITELLM_TELEMETRY: 'False',
	DISABLE_ADMIN_UI: 'True',
};

/** Starts the LiteLLM proxy on a free port. */
async function startProxy(
	model_list: Deployment[],
	env: Record<string, string> = {},
	router_settings: Record<string, unknown> = {},
): Promise<PeerServer> {
	const folder = mkdtempSync(path.join(tmpdir(), 'video-generation-litellm-'));
	const config = path.join(folder, 'config.yaml');
	// JSON is YAML.
	const general_settings = { master_key: KEY };
	writeFileSync(config, JSON.stringify({ model_list, general_settings, router_settings }));
	const port = await freePort();
	const program = await startProgram({
		name: 'LiteLLM',
		command: path.join(bin, 'python'),
		args: [
			...[path.join(bin, 'litellm'), '--config', config],
			...['--host', '127.0.0.1', '--port', `${port}`],
		],
		env: { ...OFFLINE, ...env },
		ready: /Uvicorn running on/,
	});
	return {
		name: `LiteLLM ${version()}`,
		baseUrl: `http://127.0.0.1:${port}/v1`,
		key: KEY,
		credential: { server: 'litellm' },
		stop: async () => {
			await program.stop();
			rmSync(folder, { recursive: true });
		},
	};
}

/** Starts the LiteLLM proxy in front of a sandbox for each of three of its providers. */
export async function startLiteLlm(): Promise<LiteLlm> {
	const [reference, byDefault, omni, cloud] = await Promise.all([
		startSandbox({ renderSeconds: 0.5 }),
		startSandbox({ renderSeconds: 0.5 }),
		startSandbox({ renderSeconds: 0.5, dialect: 'vllm-omni' }),
		startSandbox({ renderSeconds: 0.5, dialect: 'azure' }),
	]);
	const upstreams: Upstreams = {
		reference: { base: reference.baseUrl, key: reference.key },
		omni: { base: omni.baseUrl, key: omni.key },
		cloud: { base: cloud.origin, key: cloud.key },
	};
	const models = Object.entries(upstreams).map(([model_name, { base, key: api_key }]) => {
		const model = MODELS[model_name as keyof typeof MODELS];
		return { model_name, litellm_params: { model, api_base: base, api_key } };
	});
	const proxy = await startProxy(models, {
		OPENAI_API_BASE: byDefault.baseUrl,
		OPENAI_API_KEY: byDefault.key,
		HOSTED_VLLM_API_BASE: upstreams.omni.base,
		HOSTED_VLLM_API_KEY: upstreams.omni.key,
		AZURE_API_BASE: upstreams.cloud.base,
		AZURE_API_KEY: upstreams.cloud.key,
	});
	const stop = async () => {
		await proxy.stop();
		const sandboxes = [reference, byDefault, omni, cloud];
		await Promise.all(sandboxes.map(async (sandbox) => await sandbox.stop()));
	};
	return { ...proxy, reference, byDefault, omni, cloud, stop };
}

/** The gateway, and the recorder behind it. */
export interface RecordedLiteLlm extends PeerServer {
	recorder: Recorder;
}

// Providers that go wrong, by the name of the model in front of them.
const FAILURES: readonly Answer[] = [
	{ path: /^\/fails\//, status: 500, body: { error: { message: 'boom' } } },
	{ path: /^\/unreadable\//, body: {} },
	{ path: /^\/limited\//, status: 429, body: { error: { message: 'slow down' } } },
];

/** Starts the LiteLLM proxy in front of a recorder that stands for every provider for which it has video support. */
export async function startRecordedLiteLlm(): Promise<RecordedLiteLlm> {
	const recorder = await startRecorder([...FAILURES, ...PROVIDER_ANSWERS]);
	const { origin } = recorder;
	const deployments = PROVIDERS.map(({ name, model, base, params }) => ({
		model_name: name,
		litellm_params: {
			...{ model: `${name}/${model}`, api_base: `${origin}${base}`, api_key: 'k' },
			...params?.(origin),
		},
	}));
	const failing = ['fails', 'unreadable', 'limited'].map((model_name) => ({
		model_name,
		litellm_params: { model: 'openai/x', api_base: `${origin}/${model_name}`, api_key: 'k' },
	}));
	const keyless = { model_name: 'keyless', litellm_params: { model: 'minimax/x' } };
	// One name for the models of two providers: nobody can tell whose it is.
	const mixed = deployments
		.filter(({ model_name }) => ['fal_ai', 'runwayml'].includes(model_name))
		.map((deployment) => ({ ...deployment, model_name: 'mixed' }));
	const models = [...deployments, ...failing, keyless, ...mixed];
	const proxy = await startProxy(models, {}, { fallbacks: [{ limited: ['unreadable'] }] });
	// When it starts, the proxy asks some of them for their models.
	recorder.take();
	const stop = async () => {
		await proxy.stop();
		await recorder.stop();
	};
	return { ...proxy, recorder, stop };
}

/** The gateway in front of the sandbox as Eden AI. */
export interface EdenLiteLlm extends PeerServer {
	sandbox: Sandbox;
}

/** Starts the LiteLLM proxy in front of a sandbox that speaks as Eden AI: its provider for that is a client that others wrote. */
export async function startEdenLiteLlm(): Promise<EdenLiteLlm> {
	const sandbox = await startSandbox({ renderSeconds: 0.5, dialect: 'edenai' });
	const { baseUrl: api_base, key: api_key } = sandbox;
	const litellm_params = { model: 'edenai/pruna/p-video', api_base, api_key };
	const proxy = await startProxy([{ model_name: 'eden', litellm_params }], {
		EDENAI_API_BASE: api_base,
		EDENAI_API_KEY: api_key,
	});
	const stop = async () => {
		await proxy.stop();
		await sandbox.stop();
	};
	return { ...proxy, sandbox, stop };
}
