import type { Container } from '../container';
import type { FoundFacts } from '../facts';
import type { Cursor } from '../steps';
import { eachBox } from './boxes';
import { readFragment } from './fragment';
import { readMovie } from './header';
import { newMovie, type Movie, type Track } from './movie';

// A cover or a thumbnail is a track with one picture.
const STILLS = ['mjpeg', 'png'];
const isStill = ({ codec = '', samples }: Track) => STILLS.includes(codec) && samples === 1;

function videoOf({ tracks }: Movie): Track | undefined {
	const videos = tracks.filter(({ handler }) => handler === 'vide');
	const moving = videos.filter((track) => !isStill(track));
	return moving.find(({ isEnabled }) => isEnabled) ?? moving[0] ?? videos[0];
}

/** The shortest of what is known: as in ffmpeg, an edit list may cut a track and not make it longer. */
function shortest(...seconds: number[]): number {
	return Math.min(...seconds.filter((one) => Number.isFinite(one) && one > 0));
}

function secondsOf(movie: Movie, track: Track, isWhole: boolean): number {
	const { timescale, duration, sampleTime, start = 0, end, edited } = track;
	if (!movie.isFragmented) {
		return shortest(duration / timescale, sampleTime / timescale, edited / movie.timescale);
	}
	const counted = isWhole ? (end - start) / timescale : 0;
	return counted > 0 ? counted : movie.fragmentedDuration / movie.timescale;
}

function factsOf(movie: Movie, isWhole: boolean): FoundFacts {
	const hasAudio = movie.tracks.some(({ handler }) => handler === 'soun');
	const audio = hasAudio || movie.isRead ? { hasAudio } : {};
	const video = videoOf(movie);
	if (video === undefined) return audio;
	const { width, height, isTurned, samples, sampleTime, timescale, codec } = video;
	const isCounted = isWhole || !movie.isFragmented;
	return {
		...audio,
		width: isTurned ? height : width,
		height: isTurned ? width : height,
		seconds: secondsOf(movie, video, isWhole),
		framesPerSecond: isCounted ? (samples * timescale) / sampleTime : undefined,
		videoCodec: codec,
	};
}

/** Reads an mp4 or QuickTime file (ISO/IEC 14496-12), with its header first or last, or in fragments. */
export function mp4(cursor: Cursor): Container {
	const movie = newMovie();
	return {
		steps: eachBox(cursor, Infinity, { moov: readMovie, moof: readFragment }, movie),
		facts: (isWhole) => factsOf(movie, isWhole),
	};
}
