/** The one video that everybody asks for: the sandbox renders it once, so that it costs nobody time. */
export const clip = {
	prompt: 'A paper boat sails down a rainy street',
	model: 'sora-2',
	seconds: '4',
	size: '720x1280',
};
