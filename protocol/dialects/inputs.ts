import type { BodyFields, FilePart } from '../body';

/** How a request's body is written. */
export type BodyForm = 'multipart' | 'json';

/** An image that a video starts from or ends with. */
export type Image = { file: FilePart } | { url: string } | { fileId: string };

/** What a user can ask for in a create, in the node's own terms. */
export interface CreateInputs {
	prompt: string;
	model?: string;
	/** A number of seconds, in digits. */
	seconds?: string;
	/** Pixels (`1280x720`), lines (`720p`) or an aspect ratio (`16:9`). */
	size?: string;
	reference?: Image;
	lastFrame?: Image;
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
}

/** What the editor calls each input. */
export const INPUT_NAMES: Record<keyof CreateInputs, string> = {
	prompt: 'Prompt',
	model: 'Model',
	seconds: 'Seconds',
	size: 'Size',
	reference: 'Reference Image',
	lastFrame: 'Last Frame Image',
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
};

/** What becomes of inputs: fields of a body, and files that go along as multipart. */
export interface Written {
	fields?: BodyFields;
	files?: Record<string, FilePart>;
}
