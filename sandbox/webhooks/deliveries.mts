/** One try to deliver an event. */
export interface Attempt {
	/** Epoch ms. */
	at: number;
	headers: Record<string, string>;
	/** Null where no answer came. */
	status: number | null;
	/** The answer's body, or why there was none. */
	answer: string;
	durationMs: number;
}

/** An event on its way. */
export interface Delivery {
	jobId: string;
	url: string;
	id: string;
	type: string;
	body: string;
	attempts: Attempt[];
	/** Whether it was answered with a 2xx. */
	delivered: boolean;
}

/** Oldest deliveries are dropped beyond this many. */
const CAPACITY = 10_000;

/** What the sandbox has told whom since the last reset, in order. */
export class DeliveryLog {
	private entries: Delivery[] = [];

	add(entry: Delivery) {
		this.entries.push(entry);
		if (this.entries.length > CAPACITY) this.entries.shift();
	}

	all() {
		return this.entries;
	}

	clear() {
		this.entries = [];
	}
}
