import { isRecord, textOf, type JsonRecord } from './json';

/** What a server says about a job beside its state. */
export interface JobFacts {
	/** What the video cost, as the server reports it. 0 may mean that the price is not final yet. @unit `currency` */
	cost: number | null;
	/** The currency of the cost, such as `USD`, if the server reports it. */
	currency: string | null;
	/** The seed that the server used: a string if it has more digits than a number can hold. */
	seed: number | string | null;
	/** What the server counted for the video, in its own fields. */
	usage: JsonRecord | null;
}

// docs.x.ai, Cost Tracking.
const TICKS_PER_USD = 1e10;

function amount(value: unknown): number | undefined {
	const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
	const isAmount = typeof number === 'number' && Number.isFinite(number) && number >= 0;
	return isAmount ? number : undefined;
}

interface Cost {
	cost?: number;
	currency?: string;
}

/** A cost as servers write it: a number, a text, or an object with an amount and a currency. */
function costAt(value: unknown): Cost {
	if (!isRecord(value)) return { cost: amount(value) };
	const total = amount(value.total) ?? amount(value.total_cost);
	const cost = amount(value.amount) ?? amount(value.value) ?? total;
	return { cost, currency: textOf(value.currency) };
}

const ticks = (value: unknown): Cost => {
	const count = amount(value);
	return { cost: count === undefined ? undefined : count / TICKS_PER_USD, currency: 'USD' };
};
const dollars = (value: unknown): Cost => ({ cost: amount(value), currency: 'USD' });

/*
 * Where servers say what a video cost. Sources: OpenRouter (usage.cost), xAI (usage.cost_in_usd_ticks), Eden AI (cost), Together (outputs.cost):
 * PROTOCOL.md, section 6; Bifrost (usage.cost.total_cost, core/schemas/chatcompletions.go).
 */
function costsOf(job: JsonRecord): Cost[] {
	const usage = isRecord(job.usage) ? job.usage : {};
	const outputs = isRecord(job.outputs) ? job.outputs : {};
	const metadata = isRecord(job.metadata) ? job.metadata : {};
	return [
		costAt(usage.cost),
		ticks(usage.cost_in_usd_ticks),
		dollars(usage.cost_usd),
		costAt(usage.total_cost),
		costAt(job.cost),
		dollars(job.cost_usd),
		costAt(outputs.cost),
		costAt(job.total_cost),
		costAt(metadata.cost),
	];
}

function readSeed({ seed, metadata }: JsonRecord): number | string | null {
	const value = seed ?? (isRecord(metadata) ? metadata.seed : undefined);
	if (typeof value === 'number') return Number.isFinite(value) ? value : null;
	if (typeof value !== 'string' || !/^-?\d{1,40}$/.test(value)) return null;
	return Number.isSafeInteger(Number(value)) ? Number(value) : value;
}

/** What a job says about its cost, its seed and its usage. */
export function readFacts(job: JsonRecord): JobFacts {
	const found = costsOf(job).find(({ cost }) => cost !== undefined);
	const given =
		textOf(job.currency) ?? (isRecord(job.usage) ? textOf(job.usage.currency) : undefined);
	return {
		cost: found?.cost ?? null,
		currency: found === undefined ? null : (found.currency ?? given ?? null),
		seed: readSeed(job),
		usage: isRecord(job.usage) ? job.usage : null,
	};
}
