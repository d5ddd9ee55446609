import type { Dialect } from '../dialect';
import { OPENAI_CHOICES, OPENAI_FIELDS } from './openai';
import { as, media } from '../writers';

// Source: QuantumNous/new-api, router/video-router.go, relay/common/relay_info.go (TaskSubmitReq), dto/openai_video.go.
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
	offers: ['retrieve', 'content', 'remix'],
	...OPENAI_CHOICES,
	setUp: {
		baseUrl: 'https://YOUR-GATEWAY/v1',
		key: 'A token of the gateway, as a bearer token',
		model: 'It must be given; the gateway lists them',
		special:
			'Also for its many relatives and resellers. What a channel takes beyond this goes into Extra Body Fields, often below metadata. Some channels take only one Body Format.',
	},
};
