/** In what two clips must not differ. */
export type Difference =
	| 'codec'
	| 'size'
	| 'rotation'
	| 'pixelShape'
	/** The codec's profile, chroma format or bit depth: a decoder cannot change it in the middle. */
	| 'profile'
	/** Settings of the encoder that cannot be written into the samples. */
	| 'settings'
	| 'audioCodec'
	| 'audioRate'
	| 'channels'
	| 'audioProfile';

/** Why clips cannot be joined. */
export type JoinReason =
	/** The clip is not encoded as the first one is. */
	| { reason: 'differs'; what: Difference; first: string; other: string }
	/** It has no moving picture. */
	| { reason: 'noPicture' }
	/** Its codec cannot be joined, or be used as the sound of a video. */
	| { reason: 'codec'; codec: string }
	/** The file that is to replace the sound has none. */
	| { reason: 'noSound' }
	/** The clip has no sound for so long, and its codec has no silence that is known. */
	| { reason: 'noSilence'; codec: string }
	/** Nothing of the clip is left. @param seconds its length before */
	| { reason: 'nothingLeft'; seconds: number }
	/** Samples share bytes, or do not lie in their file one after the other. */
	| { reason: 'overlap' }
	/** All clips together have more samples than are joined. */
	| { reason: 'tooLong' };

/** The clips cannot be joined. */
export class JoinError extends Error {
	/** @param clip its index; -1 for the file that is to replace the sound, or where it is about all */
	constructor(
		readonly clip: number,
		readonly why: JoinReason,
	) {
		super(why.reason);
	}
}
