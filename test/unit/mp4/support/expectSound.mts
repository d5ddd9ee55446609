import type { Movie, Track } from '../../../../protocol/mp4/movie';

function mistakeIn(track: Track, fileBytes: number): string | undefined {
	const { samples, shown, timescale, entry } = track;
	const { count, offsets, sizes, decodeTimes, durations, shifts, isSync } = samples;
	const columns = [offsets, sizes, decodeTimes, durations, shifts, isSync];
	if (columns.some(({ length }) => length !== count)) return 'columns of different lengths';
	if (!(timescale > 0)) return `timescale ${timescale}`;
	if (!(shown.from >= 0 && shown.to >= shown.from && shown.delay >= 0 && shown.delay < Infinity)) {
		return `shown ${JSON.stringify(shown)}`;
	}
	if (track.kind === 'video' && !(entry.width > 0 && entry.height > 0)) return 'no size';
	if (track.kind === 'audio' && !(entry.sampleRate > 0 && entry.channels > 0)) return 'no rate';
	for (let index = 0; index < count; index += 1) {
		if (!(sizes[index] > 0 && offsets[index] + sizes[index] <= fileBytes)) {
			return `sample ${index} outside the file`;
		}
		const next = decodeTimes[index] + durations[index];
		if (!Number.isSafeInteger(next)) return `sample ${index} at ${decodeTimes[index]}`;
		if (index + 1 < count && next !== decodeTimes[index + 1]) return `gap behind sample ${index}`;
	}
	return undefined;
}

/** Fails where a joiner could not trust what was read. One error for all: a hundred thousand files are asked. */
export function expectSound(movie: Movie, fileBytes: number): void {
	for (const track of [movie.video, movie.audio]) {
		const mistake = track && mistakeIn(track, fileBytes);
		if (mistake) throw new Error(mistake);
	}
	if (!movie.video && !movie.audio) throw new Error('A movie without tracks');
}
