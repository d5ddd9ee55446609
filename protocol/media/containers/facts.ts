/** What a video file says of itself; null where it does not say it, or says what cannot be. */
export interface MediaFacts {
	// As it is shown: a quarter turn swaps the sides. Pixels that are not square are not stretched.
	/** The width of the picture. @unit pixels */
	width: number | null;
	/** The height of the picture. @unit pixels */
	height: number | null;
	/** The length of the video, to the millisecond. @unit seconds */
	seconds: number | null;
	/** The frame rate, on average. @unit frames per second */
	framesPerSecond: number | null;
	/** The codec of the picture by ffmpeg's names, such as `h264`. */
	videoCodec: string | null;
	/** Whether the file has sound. */
	hasAudio: boolean | null;
}

/** What a container was found to say, not yet checked. */
export interface FoundFacts {
	width?: number;
	height?: number;
	seconds?: number;
	framesPerSecond?: number;
	videoCodec?: string;
	hasAudio?: boolean;
}

// A day of video, and more pixels and frames than any screen shows: what lies beyond is a damaged header.
const MOST_SECONDS = 24 * 60 * 60;
const MOST_PIXELS = 32_768;
const MOST_FRAMES_PER_SECOND = 1000;

function within(value: number | undefined, most: number): number | null {
	if (value === undefined || !(value > 0 && value <= most)) return null;
	return Math.round(value * 1000) / 1000 || null;
}

/** The facts of which sense can be made; `undefined` where there are none. */
export function checked(found: FoundFacts): MediaFacts | undefined {
	const width = within(found.width, MOST_PIXELS);
	const height = within(found.height, MOST_PIXELS);
	const isSize = width !== null && height !== null;
	const facts: MediaFacts = {
		width: isSize ? width : null,
		height: isSize ? height : null,
		seconds: within(found.seconds, MOST_SECONDS),
		framesPerSecond: within(found.framesPerSecond, MOST_FRAMES_PER_SECOND),
		videoCodec: found.videoCodec ?? null,
		hasAudio: found.hasAudio ?? null,
	};
	return Object.values(facts).some((fact) => fact !== null) ? facts : undefined;
}
