import { Progress } from './progress.mts';

/** One who takes turns with others. */
export interface Contestant<T> {
	name: string;
	/** how often; some may have fewer than others */
	runs: number;
	/** how long one run takes by experience */
	seconds: number;
	run(): Promise<T>;
}

/**
 * Has them run in turns, so that whatever else the machine does meets all of them alike.
 * @returns what each one's runs gave, in their order
 */
export async function interleave<T>(
	say: (text: string) => void,
	what: string,
	contestants: Array<Contestant<T>>,
): Promise<T[][]> {
	const rounds = Math.max(...contestants.map(({ runs }) => runs));
	const turns = Array.from({ length: rounds }, (_, round) =>
		contestants.flatMap(({ runs }, index) => (round < runs ? [{ index, round }] : [])),
	).flat();
	const steps = turns.map(({ index, round }) => {
		const { name, runs, seconds } = contestants[index];
		return { name: `${name}, run ${round + 1} of ${runs}`, seconds };
	});
	const progress = new Progress(say, what, steps);
	const results: T[][] = contestants.map(() => []);
	for (const { index } of turns) {
		results[index].push(await progress.run(async () => await contestants[index].run()));
	}
	return results;
}
