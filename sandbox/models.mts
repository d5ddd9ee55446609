/** Sizes (width x height) and lengths that a model renders. */
interface VideoModel {
	sizes: string[];
	seconds: string[];
}

const seconds = ['4', '8', '12', '16', '20'];
const sizes = ['720x1280', '1280x720'];

/** The models that make videos, as in the reference. */
export const videoModels: Readonly<Record<string, VideoModel>> = {
	'sora-2': { sizes, seconds },
	'sora-2-pro': { sizes: [...sizes, '1024x1792', '1792x1024'], seconds },
};

/** Models of other kinds, listed because real servers list them too: a filter needs them. */
const otherModels = ['gpt-5-mini', 'gpt-image-1', 'text-embedding-3-small', 'whisper-1'];

/** The answer of `GET /v1/models`. */
export function modelList() {
	const data = [...Object.keys(videoModels), ...otherModels].map((id) => ({
		id,
		object: 'model',
		created: 1_759_708_800,
		owned_by: 'sandbox',
	}));
	return { object: 'list', data };
}
