/** One measure of the benchmark. */
interface Measure {
	about: string;
	/** how long it takes in the whole plan, by experience */
	minutes: number;
}

/** The measures by their letters, in the order in which they run. */
export const measuresByLetter = {
	a: { about: 'three items from prompt to file: time and requests', minutes: 11 },
	b: { about: 'how soon a finished video is noticed, and for how many polls', minutes: 7 },
	c: { about: 'peak memory of n8n for a small and a large file', minutes: 3 },
	d: { about: '200 items at once', minutes: 7 },
	e: { about: "what reading a file's facts adds to its download", minutes: 1 },
	f: { about: '1,000 items at once, small files', minutes: 18 },
	g: { about: '20 executions in parallel', minutes: 7 },
	h: { about: 'lag against polls: learned, unlearned and fixed intervals', minutes: 16 },
	i: { about: 'the first job after a threefold change of the render time', minutes: 2 },
} satisfies Record<string, Measure>;

export type Letter = keyof typeof measuresByLetter;

export const letters = Object.keys(measuresByLetter) as Letter[];

/** How long these measures take in the whole plan. */
export function minutesOf(some: Letter[]): number {
	return some.reduce((sum, letter) => sum + measuresByLetter[letter].minutes, 0);
}
