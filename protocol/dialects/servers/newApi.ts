import type { Dialect } from '../dialect';
import { OPENAI_CHOICES, OPENAI_FIELDS } from './openai';
import { as, media } from '../writers';

// Source: QuantumNous/new-api, router/video-router.go, controller/video_proxy.go, relay/common/{relay_info,relay_utils}.go (TaskSubmitReq),
// dto/openai_video.go.
export const newApi: Dialect = {
	name: 'new-api',
	displayName: 'new-api',
	forms: ['multipart', 'json'],
	nested: 'json',
	fields: {
		prompt: OPENAI_FIELDS.prompt,
		model: as('model'),
		seconds: as('seconds'),
		size: as('size'),
		firstFrame: media({ part: 'input_reference', field: 'input_reference', url: (url) => url }),
	},
	// relay_utils.go: model field is required
	needsModel: true,
	offers: ['retrieve', 'content', 'remix'],
	...OPENAI_CHOICES,
	setUp: {
		isFor: 'Gateways with new-api, or based on it, and resellers',
		baseUrl: 'https://YOUR-GATEWAY/v1',
		key: 'A token of the gateway',
		model: 'Choose it from the list',
		inNode:
			'Put other fields of a channel into Extra Body Fields, often below metadata, and several images as the list images. Some channels take only one Body Format: if a video ignores an image from a binary field, set it to JSON.',
	},
	unverified: 'We could not install the gateway for a test. The dialect follows its source code.',
};
