const SHORTEST_RUN = 4;
const MOST = 30;

const follows = (before: string, value: string) => Number(value) === Number(before) + 1;

/** Numbers that follow one another as one: `4 to 15`. */
function withRuns(values: readonly string[]): string[] {
	const all: string[] = [];
	for (let start = 0; start < values.length;) {
		let end = start;
		while (end + 1 < values.length && follows(values[end], values[end + 1])) end += 1;
		const isRun = end - start + 1 >= SHORTEST_RUN;
		all.push(...(isRun ? [`${values[start]} to ${values[end]}`] : values.slice(start, end + 1)));
		start = end + 1;
	}
	return all;
}

/** Values as a sentence has them: `4, 6 and 8`; of very many the first ones. */
export function listed(values: readonly string[]): string {
	const all = withRuns(values);
	const last = all.length > MOST ? 'more' : all[all.length - 1];
	const others = all.slice(0, Math.min(all.length - 1, MOST));
	return others.length === 0 ? last : `${others.join(', ')} and ${last}`;
}
