import type { MediaFacts } from '../media/containers/facts';

/** A stretch of the new file: bytes of a clip, of the audio file, or new ones. The stretches of one source never go back. */
export type Piece = { source: number | 'audio'; offset: number; bytes: number } | { data: Buffer };

/** What becomes of a clip. */
export interface JoinedClip {
	/** How long it is in the joined video. @unit seconds */
	seconds: number;
	/** When it starts in the joined video. @unit seconds */
	startsAt: number;
}

/** How to write a joined video: its beginning, and then the pieces in order. */
export interface JoinPlan {
	/** ftyp, moov and the header of mdat. */
	head: Buffer;
	/** What follows: made anew by each iteration. */
	pieces: Iterable<Piece>;
	/** The whole file. @unit bytes */
	bytes: number;
	facts: MediaFacts;
	clips: JoinedClip[];
}

/** What to do with the clips' sound. */
export type AudioWish = 'keep' | 'remove' | 'replace';
