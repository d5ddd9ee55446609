import type { Movie, Track } from '../movie';
import { Mp4Error } from '../problem';
import { checkPlace, damaged } from './boxes';
import { FragmentReader, type FragmentTrack } from './fragments';
import { readHeader, type MovieHeader, type TrackHeader } from './header';
import { MOST_FRAGMENTS, MOST_TABLE_BYTES, MOST_TOP_BOXES } from './limits';
import { Scan, type TopBox } from './scan';
import { checkSamples, TableRanges } from './tables';
import { chooseTrack, fragmentTrack, readTrack } from './tracks';

/** Reads the tables of a file while it passes by. */
export interface MovieReader {
	/** The next bytes, cut anywhere. @returns false: no more of the file is needed */
	push(chunk: Buffer): boolean;
	/**
	 * What the file holds.
	 * @param fileBytes the whole file's size, where not all was pushed
	 * @throws Mp4Error
	 */
	end(fileBytes?: number): Movie;
}

// What a file of this kind begins with; others are passed over later on, but not at the beginning.
const FIRST = [
	...['ftyp', 'moov', 'mdat', 'free', 'skip', 'wide', 'pnot', 'uuid', 'styp', 'sidx', 'moof'],
	...['prfl', 'junk', 'pict', 'PICT', 'udta'],
];
// ISO/IEC 14496-12, 4.3: a brand and its version. @unit bytes with the header
const LEAST_FTYP = 16;
// In these there is no sample.
const TABLES = ['ftyp', 'styp', 'moov', 'moof', 'sidx'];
const KEPT = ['moov', 'moof'];

type Kind = Track['kind'];
const KINDS: readonly Kind[] = ['video', 'audio'];

/** A track that was chosen. */
interface Chosen {
	header: TrackHeader;
	/** Of a file that announces fragments. */
	fragments?: FragmentTrack;
}

class Mp4Reader implements MovieReader {
	private readonly scan: Scan;
	private readonly tables = new TableRanges();
	private bytes = 0;
	private boxCount = 0;
	private fragmentCount = 0;
	private problem: unknown;
	private header: MovieHeader | undefined;
	private video: Chosen | undefined;
	private audio: Chosen | undefined;
	private fragments: FragmentReader | undefined;
	/** The last moof: its samples are counted when their bytes have come, so that none are believed that cannot be. */
	private pending: { moof: Buffer; start: number } | undefined;
	/** Whether this is a picture: it has no moov. */
	private isPicture = false;

	constructor(private readonly kinds: readonly Kind[]) {
		this.scan = new Scan({
			meet: (box) => this.meet(box),
			read: (box, content) => this.read(box, content),
		});
	}

	push(chunk: Buffer): boolean {
		this.bytes += chunk.length;
		this.attempt(() => this.scan.push(chunk));
		return this.problem === undefined && !this.isDone;
	}

	/** Whether all tables are read. */
	private get isDone(): boolean {
		return this.header !== undefined && this.header.defaults === undefined;
	}

	/** An error is kept for the end. */
	private attempt(action: () => void): void {
		if (this.problem) return;
		try {
			action();
		} catch (error) {
			this.problem = error;
			this.scan.stop();
		}
	}

	private meet({ type, start, end }: TopBox): number {
		if (start === 0 && !FIRST.includes(type)) throw new Mp4Error('notMp4');
		checkPlace(type, '');
		if (type === 'ftyp' && end - start < LEAST_FTYP) throw damaged('ftyp');
		if (TABLES.includes(type)) this.tables.add(start, end);
		if (type === 'meta') this.isPicture = true;
		this.boxCount += 1;
		if (this.boxCount > MOST_TOP_BOXES) throw new Mp4Error('tooLong', type);
		if (type === 'moof') this.meetFragment(start);
		return KEPT.includes(type) ? MOST_TABLE_BYTES : 0;
	}

	private meetFragment(start: number): void {
		if (!this.header) throw damaged('moof');
		this.fragmentCount += 1;
		if (this.fragmentCount > MOST_FRAGMENTS) throw new Mp4Error('tooLong', 'moof');
		this.readPending(start);
	}

	private read({ type, start }: TopBox, content: Buffer): void {
		if (type === 'moof') this.pending = { moof: content, start };
		// A second one is passed over, as in ffmpeg.
		else if (!this.header) this.readMovie(content);
	}

	private readMovie(moov: Buffer): void {
		const header = readHeader(moov);
		this.header = header;
		this.video = this.choose(header, 'video');
		this.audio = this.choose(header, 'audio');
		if (header.defaults === undefined) {
			this.scan.stop();
			return;
		}
		const tracks = [this.video, this.audio].flatMap((chosen) => chosen?.fragments ?? []);
		this.fragments = new FragmentReader(header.defaults, tracks);
	}

	private choose(header: MovieHeader, kind: Kind): Chosen | undefined {
		const track = this.kinds.includes(kind) ? chooseTrack(header, kind) : undefined;
		if (track === undefined) return undefined;
		return { header: track, fragments: header.defaults && fragmentTrack(track) };
	}

	private readPending(fileBytes: number): void {
		const { pending } = this;
		this.pending = undefined;
		if (pending) this.fragments?.read({ ...pending, fileBytes });
	}

	end(fileBytes = this.bytes): Movie {
		this.attempt(() => {
			this.scan.end();
			this.readPending(fileBytes);
		});
		if (this.bytes === 0) throw new Mp4Error('empty');
		if (this.problem) throw this.problem;
		// Its header is shorter than any box.
		if (this.scan.position < 8) throw new Mp4Error('notMp4');
		if (!this.header) throw new Mp4Error(this.isPicture ? 'noTrack' : 'truncated', 'moov');
		return this.movie(this.header, fileBytes);
	}

	private movie({ timescale }: MovieHeader, fileBytes: number): Movie {
		const facts = { movieTimescale: timescale, fileBytes };
		const movie: Movie = {};
		for (const kind of KINDS) {
			const chosen = this[kind];
			const track = chosen && readTrack(chosen.header, chosen.fragments, facts);
			if (track === undefined) continue;
			checkSamples(track.samples, this.tables, fileBytes);
			movie[kind] = track;
		}
		if (!movie.video && !movie.audio) throw new Mp4Error('noTrack');
		return movie;
	}
}

/**
 * Reads the tables of an mp4 or QuickTime file (ISO/IEC 14496-12), with its header first or last, or in fragments.
 * @param kinds the tracks that are wanted: others may be damaged
 */
export function movieReader(kinds: readonly Kind[] = KINDS): MovieReader {
	return new Mp4Reader(kinds);
}
