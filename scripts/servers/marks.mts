/** How an operation was seen to work with a server, best first. */
export type Mark = 'real' | 'contract' | 'simulation' | 'sandbox';

/** By dialect and operation, as the page names them. */
export type Marks = Map<string, Map<string, Mark>>;

/** One test, as far as it is read here. */
export interface TestResult {
	ancestorTitles: string[];
	title: string;
	fullName: string;
	status: string;
}

/** What Jest writes with `--json`, as far as it is read here. */
export interface Results {
	testResults: Array<{
		assertionResults: TestResult[];
	}>;
}

// The describes of test/interop and test/engine/dialects.test.mts; their tests have the operations' names.
const SUITES: Array<[prefix: string, mark: Mark]> = [
	['real: ', 'real'],
	['contract: ', 'contract'],
	['peer: ', 'simulation'],
	['sandbox dialect: ', 'sandbox'],
];

/** Which server a test is about, and what stands for it; `undefined` for a test that tells nothing about one. */
export function suiteOf({
	ancestorTitles,
}: TestResult): { dialect: string; mark: Mark } | undefined {
	for (const [prefix, mark] of SUITES) {
		const suite = ancestorTitles.find((title) => title.startsWith(prefix));
		if (suite !== undefined) return { dialect: suite.slice(prefix.length), mark };
	}
	return undefined;
}

interface Seen {
	dialect: string;
	operation: string;
	mark: Mark;
	status: string;
}

function seenIn({ testResults }: Results): Seen[] {
	return testResults.flatMap(({ assertionResults }) =>
		assertionResults.flatMap((result) => {
			const suite = suiteOf(result);
			return suite ? [{ ...suite, operation: result.title, status: result.status }] : [];
		}),
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
