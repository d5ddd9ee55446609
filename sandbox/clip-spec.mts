import { createHash } from 'node:crypto';

/** The image a video starts from: real bytes, or the id of a file that nobody here holds. */
export interface Reference {
	/** Of the image's bytes; of the text of the id where there are none. */
	sha256: string;
	/** PNG, JPEG or WebP bytes. */
	image?: Uint8Array;
	fileId?: string;
}

/** Everything that decides how a clip looks. */
export interface ClipSpec {
	prompt: string;
	model: string;
	/** Digits, e.g. "4". */
	seconds: string;
	/** Width x height in pixels, e.g. "720x1280". */
	size: string;
	reference?: Reference;
	/** The clip that this one remixes, edits or extends. */
	source?: ClipSpec;
	/** What it does with that clip; a remix where it is not said. */
	made?: 'edit' | 'extension';
	/** Whether the job's answer holds the file itself. It does not change how the clip looks. */
	inline?: boolean;
}

export const sha256 = (data: string | Uint8Array) =>
	createHash('sha256').update(data).digest('hex');

/** Content key of a clip: equal specs have equal keys, and one render serves them all. */
export function clipKey(spec: ClipSpec): string {
	const { prompt, model, seconds, size, reference, source, made } = spec;
	const origin = source && clipKey(source);
	const parts = [prompt, model, seconds, size, reference?.sha256, origin, made];
	return sha256(JSON.stringify(parts));
}

/** "720x1280" → [720, 1280]. */
export function dimensions(size: string): [width: number, height: number] {
	const [width = 0, height = 0] = size.split('x').map(Number);
	return [width, height];
}
