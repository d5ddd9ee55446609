import { parseMp4 } from './mp4box.mts';

/** What an independent parser (mp4box) reads from an mp4 file. */
export interface Mp4Info {
	/** Major brand, e.g. "mp42". */
	brand: string;
	/** RFC 6381, e.g. "avc1.42001f". */
	codec: string;
	width: number;
	height: number;
	durationSeconds: number;
	frames: number;
}

/** Parses a file: its path, or its bytes. @throws Error where it is no mp4 file */
export async function mp4Info(file: string | Uint8Array): Promise<Mp4Info> {
	const { brands, duration, timescale, videoTracks } = (await parseMp4(file)).movie;
	const [track] = videoTracks;
	return {
		brand: brands[0] ?? '',
		codec: track?.codec ?? '',
		width: track?.video?.width ?? 0,
		height: track?.video?.height ?? 0,
		durationSeconds: duration / timescale,
		frames: track?.nb_samples ?? 0,
	};
}
