import type { Track } from '../movie';
import { Mp4Error } from '../problem';
import { damaged } from './boxes';
import { Columns } from './columns';
import { readEdits } from './edits';
import type { FragmentTrack } from './fragments';
import type { MovieHeader, TrackHeader } from './header';
import { readTable, tableDuration, type TableSamples } from './sampleTable';
import { isWaveform, soundCodec } from './soundCodecs';

const STILLS = ['bmp ', 'jpeg', 'mjpg', 'png '];

// A cover or a thumbnail is a track with one picture.
function isStill({ kind, entries, samples }: TrackHeader): boolean {
	return kind === 'video' && samples <= 1 && STILLS.includes(entries.format);
}

/** The first track of a kind that is enabled and has something in it; if none is enabled, the first. */
export function chooseTrack(
	{ tracks, defaults }: MovieHeader,
	kind: 'video' | 'audio',
): TrackHeader | undefined {
	const isFilled = ({ samples }: TrackHeader) => samples > 0 || defaults !== undefined;
	const ours = tracks.filter((track) => track.kind === kind && isFilled(track) && !isStill(track));
	return ours.find(({ isEnabled }) => isEnabled) ?? ours[0];
}

/** A track that fragments add to. */
export function fragmentTrack(header: TrackHeader): FragmentTrack {
	const { id, kind, table, samples } = header;
	const end = samples > 0 ? tableDuration(table) : 0;
	return { id, kind, columns: new Columns(), end, description: 0 };
}

/** What is known of a file. */
export interface FileFacts {
	/** Of the whole movie. Units per second */
	movieTimescale: number;
	/** The file's size. @unit bytes */
	fileBytes: number;
}

// Nobody joins a waveform: its values are not worth a row each.
const isRow = ({ kind, entries }: TrackHeader) =>
	kind === 'video' || !isWaveform(soundCodec(entries.format));

function samplesOf(
	header: TrackHeader,
	fragments: FragmentTrack | undefined,
	fileBytes: number,
): TableSamples {
	const table = readTable(header.table, fileBytes);
	if (!fragments || fragments.columns.count === 0) return table;
	const { columns, description } = table;
	if (columns.count > 0 && description !== fragments.description) throw new Mp4Error('mixed');
	columns.append(fragments.columns);
	columns.closeGaps();
	return { columns, description: fragments.description };
}

/**
 * Reads a track's tables.
 * @returns `undefined` for a track without samples
 * @throws Mp4Error
 */
export function readTrack(
	header: TrackHeader,
	fragments: FragmentTrack | undefined,
	{ movieTimescale, fileBytes }: FileFacts,
): Track | undefined {
	const { id, kind, timescale, entries, matrix, elst } = header;
	const { columns, description } = isRow(header)
		? samplesOf(header, fragments, fileBytes)
		: { columns: new Columns(), description: 1 };
	if (description === 0) return undefined;
	const isFragmented = fragments !== undefined && fragments.columns.count > 0;
	const entry = entries.read(description);
	const shown = readEdits(elst, { timescale, movieTimescale, isFragmented });
	const samples = columns.samples();
	if (samples.count > 0 && shown.from > endOf(samples)) throw damaged('elst');
	return { id, kind, timescale, entry, matrix, samples, shown };
}

function endOf({ count, decodeTimes, durations, shifts }: Track['samples']): number {
	let end = 0;
	for (let index = 0; index < count; index += 1) {
		end = Math.max(end, decodeTimes[index] + shifts[index] + durations[index]);
	}
	return end;
}
