import type { BodyFields, FilePart, Files } from '../body';

/** How a request's body is written. */
export type BodyForm = 'multipart' | 'json';

/** An image, a video or a sound that goes along with a request. */
export type Media = { file: FilePart } | { url: string } | { fileId: string };

/** The video that an edit or an extension starts from: one of the server's, by its id, or one that goes along. */
export type SourceVideo = Media | { id: string };

/** What a user can ask for in a create, an edit or an extension, in the node's own terms. */
export interface CreateInputs {
	prompt: string;
	model?: string;
	/** A number of seconds, in digits. */
	seconds?: string;
	/** Pixels (`1280x720`), lines (`720p`) or an aspect ratio (`16:9`). */
	size?: string;
	/** The image that the video starts from. */
	firstFrame?: Media;
	/** The image that it ends with. */
	lastFrame?: Media;
	/** Images of what the video should show: people, things, a style. */
	referenceImages?: Media[];
	referenceVideos?: Media[];
	referenceAudio?: Media[];
	negativePrompt?: string;
	seed?: number;
	frames?: number;
	framesPerSecond?: number;
	steps?: number;
	guidance?: number;
	audio?: boolean;
	/** How many videos one create makes. */
	count?: number;
	/** Ids of characters. */
	characters?: string[];
	/** Where the server shall say that the job has ended. */
	callbackUrl?: string;
	/** What an edit or an extension starts from. */
	video?: SourceVideo;
}

/** What the editor calls each input; of References, what messages call what is in it. */
export const INPUT_NAMES: Record<keyof CreateInputs, string> = {
	prompt: 'Prompt',
	model: 'Model',
	seconds: 'Seconds',
	size: 'Size',
	firstFrame: 'a first frame',
	lastFrame: 'a last frame',
	referenceImages: 'reference images',
	referenceVideos: 'reference videos',
	referenceAudio: 'reference audio',
	negativePrompt: 'Negative Prompt',
	seed: 'Seed',
	frames: 'Frames',
	framesPerSecond: 'Frames per Second',
	steps: 'Steps',
	guidance: 'Guidance',
	audio: 'Audio',
	count: 'Number of Videos',
	characters: 'Characters',
	callbackUrl: 'Callback URL',
	video: 'Video',
};

/** What becomes of inputs: fields of a body, and files that go along as multipart. */
export interface Written {
	fields?: BodyFields;
	files?: Files;
}
