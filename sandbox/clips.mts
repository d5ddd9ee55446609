import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { ClipFiles } from './clip-files.mts';
import { clipKey, type ClipSpec } from './clip-spec.mts';

/** The three files of a finished video. */
export interface Clip {
	/** mp4 */
	video: Uint8Array;
	/** webp */
	thumbnail: Uint8Array;
	/** jpeg */
	spritesheet: Uint8Array;
}

export type RenderOrder = ClipSpec;
export type RenderResult = { clip: Clip } | { error: string };

interface Order {
	spec: ClipSpec;
	done: Promise<Clip>;
	resolve(clip: Clip): void;
	reject(error: Error): void;
}

/** Clips kept in memory; one is 30 KB, with a photograph behind it up to some MB. */
const CAPACITY = 100;

/** Renders clips one after the other in a worker thread, each content once. */
export class ClipStore {
	/** Least recently used first. */
	private readonly clips = new Map<string, Clip>();
	private readonly orders = new Map<string, Order>();
	private worker: Worker | undefined;
	/** Key of the clip that is being rendered. */
	private current: string | undefined;

	/** @param files clips that other sandboxes have rendered, if they share them */
	constructor(private readonly files?: ClipFiles) {}

	get size() {
		return this.clips.size;
	}

	/** Has a clip rendered when its turn comes, unless it is there. */
	prepare(spec: ClipSpec) {
		const key = clipKey(spec);
		if (this.clips.has(key) || this.orders.has(key)) return;
		this.order(key, spec);
		void this.work();
	}

	/** The clip, as soon as it is rendered; whoever waits here comes before all that nobody awaits. */
	async get(spec: ClipSpec): Promise<Clip> {
		const key = clipKey(spec);
		const clip = this.clips.get(key);
		if (clip) {
			this.keep(key, clip);
			return clip;
		}
		const order = this.orders.get(key) ?? this.order(key, spec);
		const others = [...this.orders].filter(([other]) => other !== key);
		this.orders.clear();
		for (const [name, entry] of [[key, order] as const, ...others]) this.orders.set(name, entry);
		void this.work();
		return order.done;
	}

	/** Forgets the orders that nobody has begun. */
	cancelAll() {
		for (const [key, order] of this.orders) {
			if (key === this.current) continue;
			order.reject(new Error('The sandbox was reset.'));
			this.orders.delete(key);
		}
	}

	private order(key: string, spec: ClipSpec): Order {
		const order = { spec, ...deferred<Clip>() };
		// Prepared clips may fail with nobody waiting.
		order.done.catch(() => undefined);
		this.orders.set(key, order);
		return order;
	}

	private async work() {
		if (this.current !== undefined) return;
		for (let next = first(this.orders); next; next = first(this.orders)) {
			const [key, order] = next;
			this.current = key;
			try {
				const clip = (await this.files?.read(key)) ?? (await this.renderAndShare(key, order.spec));
				this.keep(key, clip);
				order.resolve(clip);
			} catch (error) {
				order.reject(error as Error);
			}
			this.orders.delete(key);
		}
		this.current = undefined;
	}

	private async renderAndShare(key: string, spec: ClipSpec): Promise<Clip> {
		const clip = await this.render(spec);
		await this.files?.write(key, clip);
		return clip;
	}

	private async render(spec: ClipSpec): Promise<Clip> {
		const worker = (this.worker ??= this.startWorker());
		const answer = once(worker, 'message') as Promise<[RenderResult]>;
		worker.postMessage(spec satisfies RenderOrder);
		const [result] = await answer;
		if ('error' in result) throw new Error(result.error);
		return result.clip;
	}

	private startWorker(): Worker {
		const worker = new Worker(new URL('./render-worker.mjs', import.meta.url));
		// The next clip gets a new one; the clip under way is rejected by `once`.
		worker.on('error', () => (this.worker = undefined));
		return worker;
	}

	private keep(key: string, clip: Clip) {
		this.clips.delete(key);
		this.clips.set(key, clip);
		const oldest = first(this.clips);
		if (oldest && this.clips.size > CAPACITY) this.clips.delete(oldest[0]);
	}
}

const first = <V,>(map: Map<string, V>) => map.entries().next().value;

function deferred<T>() {
	let resolve!: (value: T) => void;
	let reject!: (error: Error) => void;
	const done = new Promise<T>((yes, no) => {
		resolve = yes;
		reject = no;
	});
	return { done, resolve, reject };
}
