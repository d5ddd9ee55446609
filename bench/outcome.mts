import type { Binary, Execution } from '../host/execution.mts';
import type { Contender } from './contenders/contender.mts';

/** How long n8n says that an execution took, in seconds. */
export function wallSeconds({ startedAt, stoppedAt }: Execution): number {
	if (stoppedAt === undefined) throw new Error('n8n does not say when the execution ended.');
	return (Date.parse(stoppedAt) - Date.parse(startedAt)) / 1000;
}

function filesOf(execution: Execution, { fileNode }: Contender): Binary[] {
	const items = (execution.runData[fileNode] ?? []).flatMap((run) => run.data?.main[0] ?? []);
	return items.flatMap(({ binary }) => (binary?.data ? [binary.data] : []));
}

/**
 * Makes sure that a run gave every file, whole: a figure of a run that did not says nothing.
 * @throws Error that says what is missing
 */
export function assertFiles(
	execution: Execution,
	contender: Contender,
	expected: { items: number; fileBytes: number },
): void {
	const sizes = filesOf(execution, contender).map(({ bytes }) => bytes);
	const whole = sizes.filter((bytes) => bytes === expected.fileBytes).length;
	if (whole === expected.items && sizes.length === whole) return;
	throw new Error(
		`${contender.name} gave ${whole} whole files instead of ${expected.items} ` +
			`(sizes in bytes: ${sizes.join(', ')}).`,
	);
}
