import { generateKeyPairSync } from 'node:crypto';
import type { Answer } from './recorder.mts';

/** A provider behind LiteLLM: its entry in the proxy's model list. */
export interface Provider {
	/** As LiteLLM calls it; also the name of the model in front of it. */
	name: string;
	/** The model behind it. */
	model: string;
	/** Where its API stands below a recorder's origin. */
	base: string;
	/** Further `litellm_params`. */
	params?: (origin: string) => Record<string, unknown>;
}

const VIDEO = { id: 'video_1', object: 'video', status: 'queued', created_at: 1, seconds: '4' };
const VERTEX = 'projects/p/locations/us-central1/publishers/google/models/veo-3.0-generate-001';

// A service account that nobody has: its token comes from the recorder.
function serviceAccount(origin: string): string {
	const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
	return JSON.stringify({
		type: 'service_account',
		project_id: 'p',
		private_key_id: '1',
		private_key: privateKey.export({ type: 'pkcs8', format: 'pem' }),
		client_email: 'test@p.iam.gserviceaccount.com',
		client_id: '1',
		token_uri: `${origin}/token`,
	});
}

/** Every provider for which LiteLLM has video support. Source: litellm/utils.py, get_provider_video_config. */
export const PROVIDERS: readonly Provider[] = [
	{ name: 'openai', model: 'sora-2', base: '/openai-own/v1' },
	{ name: 'azure', model: 'sora-2-pro', base: '/azure' },
	{ name: 'hosted_vllm', model: 'Wan-AI/Wan2.2-TI2V-5B', base: '/vllm/v1' },
	{ name: 'edenai', model: 'openai/sora-2', base: '/edenai/v3' },
	{ name: 'gemini', model: 'veo-3.0-generate-preview', base: '' },
	{
		name: 'vertex_ai',
		model: 'veo-3.0-generate-001',
		base: '',
		params: (origin) => ({
			vertex_project: 'p',
			vertex_location: 'us-central1',
			vertex_credentials: serviceAccount(origin),
		}),
	},
	{ name: 'runwayml', model: 'gen4_turbo', base: '/runway/v1' },
	{ name: 'fal_ai', model: 'bytedance/seedance-2.0/image-to-video', base: '/fal' },
	{ name: 'minimax', model: 'MiniMax-H3', base: '/minimax' },
	{ name: 'volcengine', model: 'doubao-seedance-2-0-260128', base: '/ark/api/v3' },
	{ name: 'dashscope', model: 'wan2.7-i2v', base: '/dashscope' },
];

/** What each of them answers to a create, in the order in which the paths are looked through. */
export const PROVIDER_ANSWERS: readonly Answer[] = [
	{
		path: /^\/token$/,
		body: { access_token: 't', expires_in: 3600, token_type: 'Bearer' },
		isAside: true,
	},
	{ path: /^\/v1beta\/models\/.*:predictLongRunning$/, body: { name: 'models/veo/operations/1' } },
	{ path: /^\/v1\/projects\/.*:predictLongRunning$/, body: { name: `${VERTEX}/operations/1` } },
	{ path: /^\/runway\//, body: { id: 'task_1', status: 'PENDING' } },
	{ path: /^\/fal\//, body: { request_id: 'r1', status: 'IN_QUEUE' } },
	{ path: /^\/minimax\/v2\/video_generation$/, body: { task_id: 't1' } },
	{ path: /^\/ark\/api\/v3\//, body: { id: 'cgt-1' } },
	{
		path: /^\/dashscope\//,
		body: { output: { task_id: 't1', task_status: 'PENDING' }, request_id: 'q' },
	},
	{ path: /\/videos$/, body: VIDEO },
];
