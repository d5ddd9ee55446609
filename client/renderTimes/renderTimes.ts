import type { Video } from '../../protocol/reading/video';
import { forecast, type Forecast } from './forecast';
import { renderMs, type SeenAges } from './jobTimes';

/** What decides how long a job takes, as far as it is known. */
export interface RenderKind {
	model?: string | null;
	size?: string | null;
	seconds?: string | number | null;
}

const MOST_KINDS = 200;
const MOST_TIMES = 12;
// A server may name its model as long as it likes.
const LONGEST_KEY = 1000;
/** How long a seed counts as known, in milliseconds. */
const SEED_LASTS_MS = 60 * 60_000;

/** The kind of a job. @param asked what its create asked for, where the server says nothing */
export function kindOf(
	{ model, size, seconds }: Pick<Video, 'model' | 'size' | 'seconds'>,
	asked: RenderKind = {},
): RenderKind {
	return {
		model: model ?? asked.model,
		size: size ?? asked.size,
		seconds: seconds ?? asked.seconds,
	};
}

function keyOf(baseUrl: string, { model, size, seconds }: RenderKind): string {
	// `8`, `8.0` and `8s` are one length.
	const length = parseFloat(String(seconds ?? '')) || '';
	return JSON.stringify([baseUrl, model ?? '', (size ?? '').toLowerCase(), length]);
}

/**
 * How long jobs took: the last times of each server, model, size and length. It is as large as {@link MOST_KINDS} kinds at most, and knows
 * nothing else of a job.
 */
export class RenderTimes {
	/** In milliseconds, the latest last; the kind that was used last comes last. */
	private readonly times = new Map<string, number[]>();
	private readonly seeded = new Map<string, number>();

	/** Remembers a render time. */
	note(baseUrl: string, kind: RenderKind, ms: number): void {
		if (!Number.isFinite(ms) || ms <= 0) return;
		const key = keyOf(baseUrl, kind);
		if (key.length > LONGEST_KEY) return;
		const known = this.times.get(key) ?? [];
		this.times.delete(key);
		this.times.set(key, [...known, ms].slice(-MOST_TIMES));
		const [oldest] = this.times.keys();
		if (this.times.size > MOST_KINDS) this.times.delete(oldest);
	}

	/**
	 * Learns how long a finished job took, where that is known.
	 * @param seen left out where nobody saw it going on
	 * @param asked what its create asked for
	 */
	learn(baseUrl: string, video: Video, seen?: SeenAges, asked?: RenderKind): void {
		const ms = renderMs(video, seen);
		if (ms !== undefined) this.note(baseUrl, kindOf(video, asked), ms);
	}

	/** The last render times of a kind in milliseconds, the latest last. */
	of(baseUrl: string, kind: RenderKind): readonly number[] {
		return this.times.get(keyOf(baseUrl, kind)) ?? [];
	}

	/** When a job of a kind is likely to end; undefined where no earlier one is known. */
	forecast(baseUrl: string, kind: RenderKind): Forecast | undefined {
		const times = this.of(baseUrl, kind);
		return times.length > 0 ? forecast(times) : undefined;
	}

	/** Whether the server's list is to be read for render times: once an hour. */
	mustSeed(baseUrl: string, now: number): boolean {
		const last = this.seeded.get(baseUrl);
		if (last !== undefined && now - last < SEED_LASTS_MS) return false;
		this.seeded.delete(baseUrl);
		this.seeded.set(baseUrl, now);
		const [oldest] = this.seeded.keys();
		if (this.seeded.size > MOST_KINDS) this.seeded.delete(oldest);
		return true;
	}
}
