import { randomUUID } from 'node:crypto';
import type { JobPlan } from './jobs.mts';
import type { Host } from './request-log.mts';

/** An answer given instead of the real one. */
export interface CannedAnswer {
	status?: number;
	headers?: Record<string, string>;
	/** An object is sent as JSON, a string as it is. */
	body?: unknown;
	contentType?: string;
}

/** What goes wrong. Several of these may stand in one fault. */
export interface Fault extends CannedAnswer {
	/** 'before': nothing is done; 'after': the request is handled. Then the connection is cut. */
	drop?: 'before' | 'after';
	/** Handled after a delay. */
	delayMs?: number;
	/** Handled at once, answered later. */
	answerDelayMs?: number;
	/** Handled, but this is answered. */
	replace?: CannedAnswer;
	/** Handled; these fields are laid over the JSON answer. */
	merge?: Record<string, unknown>;
	/** Handled; these fields are taken out of the JSON answer. */
	remove?: string[];
	/** Handled; these headers are answered instead of the real ones. */
	relabel?: Record<string, string>;
	/** A BodyFault; with `status`, the body of that answer instead. */
	body?: unknown;
	/** No Content-Length. */
	chunked?: boolean;
	/** For creates and remixes: how the new job goes. */
	job?: JobPlan;
}

/** The answer's body is cut off or stops after so many bytes, or comes slowly. */
export interface BodyFault {
	truncateAt?: number;
	stallAt?: number;
	bytesPerSecond?: number;
}

/** Which requests a fault applies to, and how often. */
export interface FaultRule {
	match?: { method?: string; path?: string; host?: Host };
	/** How many matching requests pass untouched first (default 0). */
	skip?: number;
	/** How many requests it applies to; null = all. Default 1, or all where `forMs` is given. */
	times?: number | null;
	/** For how long from now. */
	forMs?: number;
	fault: Fault;
}

interface LiveRule {
	rule: FaultRule;
	path: RegExp | undefined;
	skip: number;
	left: number;
	until: number;
}

export interface Target {
	host: Host;
	method: string;
	path: string;
}

/** The rules in force; the oldest that fits wins. */
export class Faults {
	private readonly rules = new Map<string, LiveRule>();

	add(rule: FaultRule): string {
		const id = randomUUID();
		const times = rule.times === undefined && rule.forMs === undefined ? 1 : rule.times;
		this.rules.set(id, {
			rule,
			path: rule.match?.path === undefined ? undefined : new RegExp(rule.match.path),
			skip: rule.skip ?? 0,
			left: times ?? Infinity,
			until: rule.forMs === undefined ? Infinity : Date.now() + rule.forMs,
		});
		return id;
	}

	/** The fault that applies to this request, if any; counts the request for the rules that match it. */
	take(target: Target): Fault | undefined {
		for (const live of this.rules.values()) {
			if (!fits(live, target) || live.left <= 0 || Date.now() > live.until) continue;
			if (live.skip > 0) {
				live.skip -= 1;
				continue;
			}
			live.left -= 1;
			return live.rule.fault;
		}
		return undefined;
	}

	clear() {
		this.rules.clear();
	}
}

function fits({ rule: { match }, path }: LiveRule, target: Target): boolean {
	if (match?.host !== undefined && match.host !== target.host) return false;
	if (match?.method && match.method.toUpperCase() !== target.method) return false;
	return path === undefined || path.test(target.path);
}
