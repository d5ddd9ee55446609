import { DONE, orInterrupted } from './signals';

/** Waits until a job has ended, or rejects: when the signal is aborted, or when that cannot be known. */
export type UntilEnded = (signal: AbortSignal) => Promise<unknown>;

/**
 * The places for the jobs of a run: so many may render at the same time.
 *
 * - An item takes a place before its create is sent, in the order of the items.
 * - It gives the place back when its job has ended, when its create ended without a job, and when nobody waits for the job any more.
 * - An item may leave its job to render without waiting for it. Then the job keeps its place, and is asked for only while another item
 *   needs one.
 */
export class Places {
	private readonly places = new Set<Place>();

	constructor(private readonly most: number) {}

	/** An item has begun: until it has taken its place, or says that it needs none, no later item takes one. */
	expect(item: number): Place {
		const place = new Place(item, () => this.serve());
		this.places.add(place);
		return place;
	}

	/** Gives out what is free, and watches the jobs that were left while somebody waits. */
	private serve(): void {
		const all = [...this.places].sort((one, other) => one.item - other.item);
		const held = all.filter(({ state }) => state === 'held');
		let free = this.most - held.length;
		for (const place of all.filter(({ state }) => state !== 'held')) {
			if (place.state === 'gone') this.places.delete(place);
			else if (place.state === 'coming' || free <= 0) break;
			else {
				place.grant();
				free -= 1;
			}
		}
		const isFull = free <= 0 && all.some(({ state }) => state === 'waiting');
		for (const place of held) place.watch(isFull);
	}
}

/** One item's place. */
export class Place {
	state: 'coming' | 'waiting' | 'held' | 'gone' = 'coming';
	private onGrant = () => {};
	private untilEnded: UntilEnded | undefined;
	private watching: AbortController | undefined;

	constructor(
		readonly item: number,
		private readonly onChange: () => void,
	) {}

	/** Waits for the place, and takes it. @throws VideosError when interrupted */
	async take(signal: AbortSignal | undefined): Promise<void> {
		const granted = new Promise<void>((resolve) => (this.onGrant = resolve));
		// Who waits goes on in the order of the grants, also one who need not wait.
		const taken = orInterrupted(granted, signal);
		this.become('waiting');
		await taken;
	}

	/** The item needs no place: what it works on was created before. */
	skip(): void {
		if (this.state === 'coming') this.giveBack();
	}

	/** Leaves the job to render. */
	leave(untilEnded: UntilEnded): void {
		if (this.state !== 'held') return;
		this.untilEnded = untilEnded;
		// Somebody may wait for the place already.
		this.onChange();
	}

	/** The item is done: its place is free, unless its job was left to render. */
	finish(): void {
		if (this.untilEnded === undefined) this.giveBack();
	}

	/** Makes the place free; does nothing where it is free already. */
	giveBack(): void {
		this.watch(false);
		this.become('gone');
	}

	/** Called by the places. */
	grant(): void {
		this.state = 'held';
		this.onGrant();
	}

	/** Called by the places. @param isWanted whether somebody waits for this place */
	watch(isWanted: boolean): void {
		if (!isWanted) {
			this.watching?.abort(DONE);
			this.watching = undefined;
		} else if (this.untilEnded !== undefined && this.watching === undefined) {
			const { signal } = (this.watching = new AbortController());
			const onEnd = () => !signal.aborted && this.giveBack();
			this.untilEnded(signal).then(onEnd, onEnd);
		}
	}

	private become(state: Place['state']): void {
		if (this.state === state) return;
		this.state = state;
		this.onChange();
	}
}
