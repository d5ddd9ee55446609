/** What a video is asked for with. */
export interface Clip {
	prompt: string;
	model: string;
	seconds: string;
	size: string;
}

/** The one video that everybody asks for: the sandbox renders it once, so that it costs nobody time. */
export const clip: Clip = {
	prompt: 'A paper boat sails down a rainy street',
	model: 'sora-2',
	seconds: '4',
	size: '720x1280',
};
