import type { RetrievedVideo } from '../../../client/retrieve';
import { Videos } from '../../../client/videos';
import { settledBytes } from '../../support/heldBytes.mts';
import { until } from '../../support/until.mts';
import { QUICK, serverOf } from './stage.mts';
import { createTransport } from './transport.mts';

/** What the test says to this process, which begins with the first poll of the job. */
export type Order = 'measure' | 'finish';
/** What it answers. */
export interface Report {
	/** The bytes that each wait holds. */
	heldBytes?: number;
	/** What the waits came to. */
	statuses?: string[];
}

const WAITS = 200;
const WARM = 20;
const SETTLE_MS = 20;
const [baseUrl, key, id] = process.argv.slice(2);
const server = serverOf(createTransport(`Bearer ${key}`), baseUrl);

/** Waits that stop in the pause after their first poll, until they are released. */
class HeldWaits {
	private readonly waits: Array<Promise<RetrievedVideo>> = [];
	private readonly released: Promise<void>;
	private held = 0;
	release = () => {};

	constructor(private readonly known: RetrievedVideo) {
		this.released = new Promise((resolve) => (this.release = resolve));
	}

	/** Resolves when so many more are in their pause. */
	async add(count: number): Promise<void> {
		for (let one = 0; one < count; one += 1) this.waits.push(this.begin());
		await until('all waits in their pause', () => this.held === this.waits.length);
	}

	private begin(): Promise<RetrievedVideo> {
		let pauses = 0;
		const sleep = async () => {
			pauses += 1;
			if (pauses !== 2) return;
			this.held += 1;
			await this.released;
		};
		const videos = new Videos({ ...server, transport: { ...server.transport, sleep } });
		return videos.poll(this.known.video.id, QUICK, this.known);
	}

	async statuses(): Promise<string[]> {
		return (await Promise.all(this.waits)).map(({ video }) => video.status);
	}
}

const report = (what: Report) => process.send?.(what);
const waits = new HeldWaits(await new Videos(server).retrieve(id));

async function measure(): Promise<number> {
	// The first ones bring what stays: connections and code.
	await waits.add(WARM);
	const before = await settledBytes(SETTLE_MS);
	await waits.add(WAITS);
	return ((await settledBytes(SETTLE_MS)) - before) / WAITS;
}

process.on('message', async (order: Order) => {
	if (order === 'measure') report({ heldBytes: await measure() });
	else {
		waits.release();
		report({ statuses: await waits.statuses() });
	}
});
// It knows the job.
report({});
