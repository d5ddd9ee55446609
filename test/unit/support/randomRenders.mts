import { normal, type Random } from '../../support/random.mts';

/** The seed of all renders, printed. Means have a limit of their own, which a seed of chance would miss now and then. `RENDER_SEED=… npm run test:unit` */
export function seedOfRun(): number {
	const seed = Number(process.env.RENDER_SEED ?? 1);
	process.stderr.write(`RENDER_SEED=${seed}\n`);
	return seed;
}

/** How long the renders of one server take, one after the other, in milliseconds. */
export type Renders = (random: Random) => () => number;

const around = (ms: number, deviation: number, random: Random) =>
	ms * Math.max(0.3, 1 + deviation * normal(random));

/** About the same time, with a standard deviation as a share of it. */
export const steady =
	(ms: number, deviation = 0.1): Renders =>
	(random) =>
	() =>
		around(ms, deviation, random);

/** Half of them take a third of the time, as with a cache or a faster card. */
export const bimodal =
	(ms: number): Renders =>
	(random) =>
	() =>
		around(random() < 0.5 ? ms : ms / 3, 0.05, random);

/** Each takes 2 % longer than the one before, as a card grows hot. */
export const drifting =
	(ms: number): Renders =>
	(random) => {
		let middle = ms;
		return () => around((middle *= 1.02), 0.05, random);
	};

/** Log-normal: now and then one takes several times as long. */
export const heavyTailed =
	(ms: number): Renders =>
	(random) =>
	() =>
		ms * Math.exp(0.6 * normal(random));

/** One card, and a queue in which so many jobs wait as chance has it. */
export const queued =
	(ms: number): Renders =>
	(random) =>
	() =>
		around(ms, 0.05, random) * (1 + Math.floor(-2 * Math.log(1 - random())));
