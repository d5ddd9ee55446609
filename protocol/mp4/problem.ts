/** Why a file cannot be used. */
export type Problem =
	/** It has no bytes. */
	| 'empty'
	/** It is no mp4 (or QuickTime) file. */
	| 'notMp4'
	/** It ends too early. */
	| 'truncated'
	/** It contradicts itself. */
	| 'damaged'
	/** Its samples are encrypted. */
	| 'encrypted'
	/** It has no moving picture; where sound is wanted, no sound. */
	| 'noTrack'
	/** It has more samples, or longer tables, than are read. */
	| 'tooLong'
	/** Nobody knows how to join this codec. */
	| 'codec'
	/** Its edit list repeats, slows down or leaves out a part in the middle. */
	| 'edits'
	/** Its encoding changes in the middle. */
	| 'mixed';

/** A file cannot be used. */
export class Mp4Error extends Error {
	/** @param detail what the problem is about: the codec, the box */
	constructor(
		readonly problem: Problem,
		readonly detail = '',
	) {
		super(`${problem}${detail && `: ${detail}`}`);
	}
}
