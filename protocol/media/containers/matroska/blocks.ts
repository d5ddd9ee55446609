import { MOST_TRACKS } from '../container';

/** The blocks of one track, in ticks of the file's clock. */
export interface Counted {
	blocks: number;
	first: number;
	last: number;
	/** Where the last one ends, as far as it says. */
	end: number;
}

/** Counts the blocks of each track, for files that do not say how long they are: those that were written live. */
export class Blocks {
	private readonly byTrack = new Map<number, Counted>();
	private clusterTime = 0;
	private latest: Counted | undefined;
	private latestTime = 0;

	startCluster(time: number): void {
		this.clusterTime = time;
	}

	/** RFC 9559, 10.1: the head of a SimpleBlock or a Block: its track, and its time from that of the cluster. */
	add(head: Buffer): void {
		const length = Math.clz32(head[0]) - 24;
		const track = head.readUIntBE(0, Math.min(length + 1, 6)) - 2 ** (7 * (length + 1));
		const time = this.clusterTime + head.readInt16BE(length + 1);
		const counted = this.byTrack.get(track) ?? { blocks: 0, first: time, last: time, end: time };
		if (this.byTrack.size < MOST_TRACKS) this.byTrack.set(track, counted);
		counted.blocks += 1;
		counted.first = Math.min(counted.first, time);
		counted.last = Math.max(counted.last, time);
		counted.end = Math.max(counted.end, time);
		this.latest = counted;
		this.latestTime = time;
	}

	/** How long the block lasts that came last. */
	lasts(duration: number): void {
		const { latest } = this;
		if (latest) latest.end = Math.max(latest.end, this.latestTime + duration);
	}

	/** Those of a track; `undefined` where there are none. */
	of(track: number): Counted | undefined {
		return this.byTrack.get(track);
	}
}
