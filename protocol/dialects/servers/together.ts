import type { Dialect, Writer } from '../dialect';
import { as, byUrl, entry, inside, list, sized, sourceVideo } from '../writers';

const media = <T>(write: Writer<T>) => inside('media', write);
const keyframe = (at: string) =>
	media(entry({ field: 'frame_images', url: (input_image) => ({ input_image, frame: at }) }));
const same = (url: string) => url;
const clip = (video: string) => ({ video });

const fields = {
	prompt: as<string>('prompt'),
	model: as<string>('model'),
	seconds: as<string>('seconds'),
	size: sized({ lines: 'resolution', ratio: 'ratio' }),
	referenceImages: media(list({ field: 'reference_images', url: same })),
	referenceVideos: media(byUrl(list({ field: 'reference_videos', url: clip }))),
	referenceAudio: media(byUrl(list({ field: 'audio_inputs', url: same }))),
	negativePrompt: as<string>('negative_prompt'),
	seed: as<number>('seed'),
	framesPerSecond: as<number>('fps'),
	steps: as<number>('steps'),
	guidance: as<number>('guidance_scale'),
	audio: as<boolean>('generate_audio'),
};
const edited = media(byUrl(sourceVideo('source_video', { url: same })));
const goesOn = media(byUrl(sourceVideo('frame_videos', { url: (url) => [clip(url)] })));

// Source: npm together-ai 0.52.0, VideoCreateParams and VideoJob; docs.together.ai/docs/inference/videos/parameters.
export const together: Dialect = {
	name: 'together',
	displayName: 'Together',
	host: /(^|\.)together\.(ai|xyz)$/,
	// Source: trufflesecurity/trufflehog, pkg/detectors/togetherai. Older keys have no prefix.
	keyPrefix: 'tgp_',
	listsModels: true,
	forms: ['json'],
	nested: 'json',
	fields: { ...fields, firstFrame: keyframe('first'), lastFrame: keyframe('last') },
	needsModel: true,
	edit: { fields: { ...fields, video: edited }, videoBy: 'url' },
	extend: { fields: { ...fields, video: goesOn }, videoBy: 'url' },
	offers: ['retrieve', 'edit', 'extend'],
	paths: { models: '/../v1/models', edit: '/videos', extend: '/videos' },
	models: ['google/veo-3.0', 'minimax/hailuo-02', 'openai/sora-2', 'Wan-AI/Wan2.2-T2V-A14B'],
	sizes: ['1280x720', '720x1280', '1366x768', '1920x1080', '720P 16:9', '1080P 16:9'],
	seconds: ['4', '5', '6', '8', '10'],
	setUp: {
		baseUrl: 'https://api.together.ai/v2',
		key: 'A Together key',
		model: 'Required, for example google/veo-3.0',
		inNode:
			'The finished job has the URL of its file. Wan 2.7 models take sizes such as 720P 16:9, and only they edit and extend videos, which must have a public URL.',
	},
};
