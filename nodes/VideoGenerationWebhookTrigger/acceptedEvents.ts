import { isRecord } from '../../protocol/reading/json';
import { TOLERANCE_SECONDS } from '../../protocol/webhooks/signature';

/** When an event was accepted (Unix seconds), by its digest: plain JSON, fit to be stored. */
export type Accepted = Record<string, number>;

/** What a trigger knows of earlier events. */
export interface Memory {
	/** One object for as long as the memory lives: what holds it, holds all that was accepted. */
	readonly accepted: Accepted;
	/** Digests of events that are being dealt with: neither accepted nor free to be taken yet. */
	readonly pending: Set<string>;
	/** Digests that were taken back, and until when a stored copy of them does not count (Unix seconds). */
	readonly forgotten: Map<string, number>;
}

// A request from a clock that is 300 s ahead passes for so long.
const WINDOW_SECONDS = 2 * TOLERANCE_SECONDS;
// Servers whose delivery seemed to fail send it again for days.
const LONGEST_SECONDS = 3 * 24 * 3600;
// Of what can no longer be replayed, so many are kept.
const MOST_OLD = 1000;

export function createMemory(): Memory {
	return { accepted: {}, pending: new Set(), forgotten: new Map() };
}

/** Drops what is too old to matter. @param now Unix seconds */
export function prune({ accepted, forgotten }: Memory, now: number): void {
	for (const [digest, until] of forgotten) if (until <= now) forgotten.delete(digest);
	const old = Object.entries(accepted)
		.filter(([, at]) => Math.abs(now - at) > WINDOW_SECONDS)
		.sort(([, one], [, other]) => other - one);
	old.forEach(([digest, at], n) => {
		if (n >= MOST_OLD || Math.abs(now - at) > LONGEST_SECONDS) delete accepted[digest];
	});
}

/** Takes over what was stored, by an earlier process or another one; not what was taken back meanwhile. */
export function absorb(memory: Memory, stored: unknown, now: number): void {
	for (const [digest, at] of Object.entries(isRecord(stored) ? stored : {})) {
		const isForgotten = (memory.forgotten.get(digest) ?? 0) > now;
		if (typeof at === 'number' && !isForgotten && !Object.hasOwn(memory.accepted, digest)) {
			memory.accepted[digest] = at;
		}
	}
	prune(memory, now);
}

/** Whether the event has been accepted before. */
export function isAccepted({ accepted }: Memory, digest: string): boolean {
	return Object.hasOwn(accepted, digest);
}

/** Remembers an event. */
export function accept({ accepted, forgotten }: Memory, digest: string, now: number): void {
	forgotten.delete(digest);
	accepted[digest] = now;
}

/** Takes back an event that has to be sent again. A stored copy may still name it for a while. */
export function forget({ accepted, forgotten }: Memory, digest: string, now: number): void {
	delete accepted[digest];
	forgotten.set(digest, now + WINDOW_SECONDS);
}

/** Whether nothing in it is needed any more that is not stored as well. */
export function isIdle({ accepted, pending, forgotten }: Memory, now: number): boolean {
	if (pending.size > 0 || forgotten.size > 0) return false;
	return Object.values(accepted).every((at) => Math.abs(now - at) > WINDOW_SECONDS);
}

/** The memory of one trigger. Those of triggers that have been quiet are dropped meanwhile, so that they cannot pile up. */
export function memoryOf(memories: Map<string, Memory>, trigger: string, now: number): Memory {
	for (const [name, memory] of memories) {
		prune(memory, now);
		if (name !== trigger && isIdle(memory, now)) memories.delete(name);
	}
	const memory = memories.get(trigger) ?? createMemory();
	memories.set(trigger, memory);
	return memory;
}
