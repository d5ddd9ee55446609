import type { Dialect, FieldTable } from '../dialect';
import { as, integer, list, media, sizeParts, sourceVideo } from '../writers';

const url = (address: string) => ({ url: address });
const fileId = (file_id: string) => ({ file_id });

const EDIT: FieldTable = {
	prompt: as('prompt'),
	model: as('model'),
	video: sourceVideo('video', { url, fileId }),
};

// Source: docs.x.ai, REST API reference, Videos, and Model Capabilities, Video; npm @ai-sdk/xai 3.0.138 and 5.0.12; PyPI xai-sdk 1.21.0,
// proto v6 (GenerateVideoRequest, ExtendVideoRequest: also last_frame, generate_audio, file_id).
export const xai: Dialect = {
	name: 'xai',
	displayName: 'xAI-Style',
	host: /(^|\.)x\.ai$/,
	// Source: trufflesecurity/trufflehog, pkg/detectors/xai; docs.x.ai, REST API reference, Models.
	keyPrefix: 'xai-',
	listsModels: true,
	forms: ['json'],
	nested: 'json',
	fields: {
		prompt: as('prompt'),
		model: as('model'),
		seconds: integer('duration'),
		size: sizeParts({ lines: 'resolution', ratio: 'aspect_ratio' }),
		firstFrame: media({ field: 'image', url, fileId }),
		lastFrame: media({ field: 'last_frame', url, fileId }),
		referenceImages: list({ field: 'reference_images', url, fileId }),
		audio: as('generate_audio'),
	},
	offers: ['retrieve', 'edit', 'extend'],
	paths: { create: '/videos/generations' },
	edit: { fields: EDIT, videoBy: 'url' },
	extend: { fields: { ...EDIT, seconds: integer('duration') }, videoBy: 'url' },
	models: ['grok-imagine-video', 'grok-imagine-video-1.5'],
	sizes: ['480p 16:9', '720p 16:9', '720p 9:16', '720p 1:1', '1080p 16:9', '1080p 9:16'],
	seconds: ['4', '5', '6', '8', '10', '15'],
	setUp: {
		isFor: 'The API of xAI, and relays with its path /videos/generations',
		baseUrl: 'https://api.x.ai/v1',
		key: 'An xAI key (begins with xai-), or the key of your relay',
		model: 'For example grok-imagine-video',
		inNode: 'Write a size as 720p, 16:9 or both: 720p 16:9.',
	},
};
