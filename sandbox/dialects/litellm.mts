import { Buffer } from 'node:buffer';
import { randomBytes } from 'node:crypto';
import { bearerKey } from './shapes.mts';
import type { Dialect } from './dialect.mts';
import { videoModels } from '../models.mts';
import { openai } from './openai.mts';

/** LiteLLM's proxy: the reference behind it, ids of its own, no delete, errors of content inside a 200. */
export const litellm: Dialect = {
	...openai,
	name: 'litellm',
	presentedKey: bearerKey,
	// litellm/proxy/common_utils: ProxyException is {error: {message, type, param, code}}, the code as text.
	errorBody: ({ status, message, param }) => ({
		error: { message, type: 'invalid_request_error', param, code: String(status) },
	}),
	// litellm/types/videos/utils.py: the provider and the model stand in the id.
	newId() {
		const inner = `litellm:custom_llm_provider:openai;model_id:;video_id:video_${randomBytes(8).toString('hex')}`;
		return `video_${Buffer.from(inner).toString('base64')}`;
	},
	more(app, sandbox) {
		openai.more?.(app, sandbox);
		// litellm/proxy/proxy_server.py, model_info_v1: whose each model is.
		app.get('/model/info', () => ({
			data: Object.keys(videoModels).map((model) => ({
				model_name: model,
				litellm_params: { model: `openai/${model}` },
				model_info: { id: model, db_model: false },
			})),
		}));
	},
	deleted: undefined,
	lacking: 405,
	// The provider's error comes as the file, with 200 and video/mp4.
	content: { notReady: 200, failed: 200, gone: 200, variants: 'all' },
};
