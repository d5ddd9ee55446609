/*
 * When a job will end, by the render times of earlier jobs of its kind. Each of those says "about as long as I took"; beside them stands a
 * small chance of any other time, since a render may come from a cache, fail early, wait in a queue, or take three times as long from today on.
 * All of them are log-logistic distributions: as wide as the time is long, with tails that rule nothing out.
 */

/** One of the times that a job may take. */
interface Chance {
	weight: number;
	/** The logarithm of the time in milliseconds by which half of the jobs have ended. */
	log: number;
	/** The standard deviation is 1.8 times the median over this. */
	sharpness: number;
}

/** What is likely of a job that has gone on for a time. */
export interface Outlook {
	/** The chance that it ends within the next millisecond. */
	hazard: number;
	/** The chance that it is unlike the earlier jobs. */
	unlike: number;
	/** The chance that such a job has ended by then. */
	ended: number;
}

/** When a job is likely to end. */
export interface Forecast {
	/** Half of the earlier jobs had ended by then, in milliseconds since their creation. */
	medianMs: number;
	/** @param ms since its creation */
	at(ms: number): Outlook;
}

// An earlier time counts less with each one that came after it.
const FADE = 0.85;
const ANY_OTHER_TIME = 0.06;
const ANY_SHARPNESS = 0.7;
// Steady is never taken for exact, and one time alone says little about the next.
const SHARPEST = 50;
const SHARPNESS_OF_ONE = 10;
const BLUNTEST = 6;
// Counts as one distance more: a few times may lie close together by chance.
const USUAL_SPREAD = 0.1;
const DEVIATION = Math.PI / Math.sqrt(3);

/** How sharply one of the times stands for the next: the deviation is the mean distance to the nearer half of the others. */
function sharpnessAt(logs: number[], index: number): number {
	if (logs.length === 1) return SHARPNESS_OF_ONE;
	const distances = logs
		.filter((_, other) => other !== index)
		.map((log) => Math.abs(log - logs[index]))
		.sort((one, other) => one - other);
	const near = distances.slice(0, Math.ceil(distances.length / 2));
	const sum = near.reduce((total, distance) => total + distance, USUAL_SPREAD);
	return Math.min(Math.max(DEVIATION / (sum / (near.length + 1)), BLUNTEST), SHARPEST);
}

function knownChances(timesMs: readonly number[]): Chance[] {
	const logs = timesMs.map(Math.log);
	const weights = timesMs.map((_, index) => FADE ** (timesMs.length - 1 - index));
	const sum = weights.reduce((total, weight) => total + weight, 0);
	return logs.map((log, index) => ({
		weight: ((1 - ANY_OTHER_TIME) * weights[index]) / sum,
		log,
		sharpness: sharpnessAt(logs, index),
	}));
}

/**
 * The forecast of a job.
 * @param timesMs the render times of earlier jobs of its kind in milliseconds, the latest last; at least one, all above 0
 */
export function forecast(timesMs: readonly number[]): Forecast {
	const sorted = [...timesMs].sort((one, other) => one - other);
	const medianMs = sorted[Math.floor(sorted.length / 2)];
	const other = { weight: ANY_OTHER_TIME, log: Math.log(medianMs), sharpness: ANY_SHARPNESS };
	const chances = [...knownChances(timesMs), other];
	return {
		medianMs,
		at: (ms) => {
			const log = Math.log(ms);
			let density = 0;
			let lasts = 0;
			let unlike = 0;
			for (const chance of chances) {
				const lastsOne = 1 / (1 + Math.exp(chance.sharpness * (log - chance.log)));
				lasts += chance.weight * lastsOne;
				density += ((chance.weight * chance.sharpness) / ms) * lastsOne * (1 - lastsOne);
				if (chance === other) unlike = chance.weight * lastsOne;
			}
			return { hazard: density / lasts, unlike: unlike / lasts, ended: 1 - lasts };
		},
	};
}

/** The time by which a job has ended with this chance, in milliseconds since its creation. */
export function endsBy({ at, medianMs }: Forecast, chance: number): number {
	let [low, high] = [0, medianMs];
	while (at(high).ended < chance) high *= 2;
	for (let step = 0; step < 40; step += 1) {
		const middle = (low + high) / 2;
		if (at(middle).ended < chance) low = middle;
		else high = middle;
	}
	return high;
}
