/** How an operation was seen to work with a server, best first. */
export type Mark = 'real' | 'simulation' | 'sandbox';

/** By dialect and operation, as the page names them. */
export type Marks = Map<string, Map<string, Mark>>;

/** What Jest writes with `--json`, as far as it is read here. */
export interface Results {
	testResults: Array<{
		assertionResults: Array<{ ancestorTitles: string[]; title: string; status: string }>;
	}>;
}

// The describes of test/interop and test/engine/dialects.test.mts; their tests have the operations' names.
const SUITES: Array<[prefix: string, mark: Mark]> = [
	['real: ', 'real'],
	['peer: ', 'simulation'],
	['sandbox dialect: ', 'sandbox'],
];

interface Seen {
	dialect: string;
	operation: string;
	mark: Mark;
	status: string;
}

function seenIn({ testResults }: Results): Seen[] {
	return testResults.flatMap(({ assertionResults }) =>
		assertionResults.flatMap(({ ancestorTitles, title: operation, status }) =>
			SUITES.flatMap(([prefix, mark]) => {
				const suite = ancestorTitles.find((title) => title.startsWith(prefix));
				return suite ? [{ dialect: suite.slice(prefix.length), operation, mark, status }] : [];
			}),
		),
	);
}

/** Reads the marks out of the results: an operation has one where its tests passed, all of them; the best one counts. */
export function marksOf(results: Results): Marks {
	const marks: Marks = new Map();
	const seen = seenIn(results);
	for (const [, mark] of [...SUITES].reverse()) {
		for (const { dialect, operation } of seen.filter((one) => one.mark === mark)) {
			const all = seen.filter(
				(one) => one.mark === mark && one.dialect === dialect && one.operation === operation,
			);
			if (!all.every(({ status }) => status === 'passed')) continue;
			const row = marks.get(dialect) ?? new Map<string, Mark>();
			marks.set(dialect, row.set(operation, mark));
		}
	}
	return marks;
}
