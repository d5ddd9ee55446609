import type { IDataObject } from 'n8n-workflow';

/** What a user fills in for one of the sandbox's dialects, and what that server offers. */
export interface DialectCase {
	/** The credential's Server, and the sandbox's `--dialect`. */
	name: string;
	/** Fields of the credential beside Server, Base URL and key. */
	credential?: IDataObject;
	model: string;
	seconds: string;
	size: string;
	/** Model Settings of Create, which the server must have received. */
	modelSettings?: IDataObject;
	/** Body fields that the server must have received for a create with all of the above. */
	received: IDataObject;
	/** The operations that the server offers. */
	offers: string[];
	/** Fields that its edits and extensions need. */
	derived?: IDataObject;
	/** Options of Get Many. */
	listOptions?: IDataObject;
}

const ASK = ['create', 'retrieve', 'waitForCompletion', 'download'];
const WAN = 'Wan-AI/Wan2.2-T2V-A14B';
const DIFFUSION: IDataObject = { negativePrompt: 'text', seed: 7, steps: 20, guidance: 4.5 };

/** The dialects that the sandbox speaks. */
export const DIALECT_CASES: DialectCase[] = [
	{
		name: 'openai',
		model: 'sora-2',
		seconds: '4',
		size: '720x1280',
		received: { prompt: 'a lake', model: 'sora-2', seconds: '4', size: '720x1280' },
		offers: [
			...[...ASK, 'list', 'delete', 'remix', 'edit', 'extend'],
			...['createCharacter', 'retrieveCharacter'],
		],
	},
	{
		name: 'vllm-omni',
		model: WAN,
		seconds: '2',
		size: '832x480',
		modelSettings: { ...DIFFUSION, framesPerSecond: 16, audio: true },
		received: {
			...{ prompt: 'a lake', model: WAN, seconds: '2', size: '832x480', fps: '16' },
			...{ negative_prompt: 'text', seed: '7', num_inference_steps: '20', guidance_scale: '4.5' },
			generate_sound: 'true',
		},
		offers: [...ASK, 'list', 'delete'],
	},
	{
		name: 'sglang',
		model: WAN,
		seconds: '2',
		size: '832x480',
		modelSettings: { ...DIFFUSION, frames: 33, count: 1 },
		received: {
			...{ prompt: 'a lake', model: WAN, seconds: 2, size: '832x480', num_frames: 33, n: 1 },
			...{ negative_prompt: 'text', seed: 7, num_inference_steps: 20, guidance_scale: 4.5 },
		},
		offers: [...ASK, 'list', 'delete'],
	},
	{
		name: 'litellm',
		model: 'sora-2',
		seconds: '4',
		size: '720x1280',
		received: {
			...{ prompt: 'a lake', model: 'sora-2', seconds: '4', size: '720x1280' },
			disable_fallbacks: true,
		},
		offers: [
			...[...ASK, 'list', 'remix', 'edit', 'extend'],
			...['createCharacter', 'retrieveCharacter'],
		],
	},
	{
		name: 'openrouter',
		model: 'google/veo-3.1',
		seconds: '2',
		size: '832x480',
		modelSettings: { seed: 7, audio: false },
		received: {
			...{ prompt: 'a lake', model: 'google/veo-3.1', duration: 2, size: '832x480' },
			...{ seed: 7, generate_audio: false },
		},
		offers: [...ASK, 'edit', 'extend'],
		derived: { model: { __rl: true, mode: 'id', value: 'google/veo-3.1' } },
	},
	{
		name: 'together',
		model: 'openai/sora-2',
		seconds: '2',
		size: '832x480',
		modelSettings: { ...DIFFUSION, framesPerSecond: 16 },
		received: {
			...{ prompt: 'a lake', model: 'openai/sora-2', seconds: '2', width: 832, height: 480 },
			...{ fps: 16, negative_prompt: 'text', seed: 7, steps: 20, guidance_scale: 4.5 },
		},
		offers: [...ASK, 'edit', 'extend'],
	},
	{
		name: 'azure',
		model: 'sora-2',
		seconds: '4',
		size: '720x1280',
		received: { prompt: 'a lake', model: 'sora-2', seconds: '4', size: '720x1280' },
		offers: [
			...[...ASK, 'list', 'delete', 'remix', 'edit'],
			...['createCharacter', 'retrieveCharacter'],
		],
	},
	{
		name: 'tensorrt-llm',
		credential: { authentication: 'none' },
		model: WAN,
		seconds: '2',
		size: '832x480',
		modelSettings: { ...DIFFUSION, framesPerSecond: 16, frames: 33 },
		received: {
			...{
				prompt: 'a lake',
				model: WAN,
				seconds: '2',
				size: '832x480',
				fps: '16',
				num_frames: '33',
			},
			...{ negative_prompt: 'text', seed: '7', num_inference_steps: '20', guidance_scale: '4.5' },
		},
		offers: [...ASK, 'list', 'delete'],
	},
	{
		name: 'tensorrt-llm-old',
		credential: { authentication: 'none' },
		model: WAN,
		seconds: '2',
		size: '832x480',
		modelSettings: { ...DIFFUSION, framesPerSecond: 16, count: 1 },
		received: {
			...{ prompt: 'a lake', model: WAN, seconds: '2', size: '832x480', fps: '16', n: '1' },
			...{ negative_prompt: 'text', seed: '7', num_inference_steps: '20', guidance_scale: '4.5' },
		},
		offers: [...ASK, 'list', 'delete'],
	},
	{
		name: 'unsloth',
		model: 'Lightricks/LTX-2',
		seconds: '2',
		size: '768x512',
		modelSettings: { ...DIFFUSION, framesPerSecond: 24 },
		received: {
			...{ prompt: 'a lake', model: 'Lightricks/LTX-2', seconds: '2', size: '768x512' },
			...{ negative_prompt: 'text', seed: '7', steps: '20', guidance: '4.5', fps: '24' },
		},
		offers: [...ASK, 'list', 'delete'],
	},
	{
		name: 'dynamo',
		credential: { authentication: 'none' },
		model: WAN,
		seconds: '2',
		size: '832x480',
		modelSettings: { ...DIFFUSION, frames: 33, framesPerSecond: 16 },
		received: {
			...{ prompt: 'a lake', model: WAN, seconds: 2, size: '832x480' },
			response_format: 'b64_json',
			nvext: {
				...{ negative_prompt: 'text', seed: 7, num_inference_steps: 20, guidance_scale: 4.5 },
				...{ num_frames: 33, fps: 16 },
			},
		},
		offers: ['create'],
	},
	{
		name: 'new-api',
		model: 'sora-2',
		seconds: '2',
		size: '832x480',
		received: { prompt: 'a lake', model: 'sora-2', seconds: '2', size: '832x480' },
		offers: [...ASK, 'remix'],
	},
	{
		name: 'merge',
		model: 'minimax/minimax-h3',
		seconds: '2',
		size: '768P',
		received: { prompt: 'a lake', model: 'minimax/minimax-h3', seconds: 2, size: '768P' },
		offers: [...ASK, 'list', 'delete'],
	},
	{
		name: 'inworld',
		model: 'wan-2.6',
		seconds: '2',
		size: '832x480',
		received: { prompt: 'a lake', model: 'wan-2.6', seconds: '2', size: '832x480' },
		offers: [...ASK, 'list'],
	},
	{
		name: 'bifrost',
		model: 'openai/sora-2',
		seconds: '4',
		size: '832x480',
		modelSettings: { negativePrompt: 'text', seed: 7, audio: true },
		received: {
			...{ prompt: 'a lake', model: 'openai/sora-2', seconds: '4', size: '832x480' },
			...{ negative_prompt: 'text', seed: 7, audio: true },
		},
		offers: [...ASK, 'list', 'delete', 'remix'],
		listOptions: { extraQuery: { parameters: [{ name: 'provider', value: 'openai' }] } },
	},
	{
		name: 'cli-proxy-api',
		model: 'grok-imagine-video',
		seconds: '2',
		size: '720x1280',
		received: { prompt: 'a lake', model: 'grok-imagine-video', seconds: '2', size: '720x1280' },
		offers: ASK,
	},
	{
		name: 'edenai',
		model: 'pruna/p-video',
		seconds: '2',
		size: '832x480',
		modelSettings: { seed: 7 },
		received: {
			...{ prompt: 'a lake', model: 'pruna/p-video', seconds: '2', size: '832x480' },
			seed: 7,
		},
		offers: [...ASK, 'list', 'delete'],
	},
	{
		name: 'xai',
		model: 'grok-imagine-video',
		seconds: '4',
		size: '480p 16:9',
		modelSettings: { audio: true },
		received: {
			...{ prompt: 'a lake', model: 'grok-imagine-video', duration: 4 },
			...{ resolution: '480p', aspect_ratio: '16:9', generate_audio: true },
		},
		offers: [...ASK, 'edit', 'extend'],
	},
];

/** All operations, by the names under which the page of servers lists them. */
export const ALL_OPERATIONS = [
	...['create', 'retrieve', 'list', 'delete', 'remix', 'download', 'waitForCompletion'],
	...['edit', 'extend', 'createCharacter', 'retrieveCharacter'],
];
