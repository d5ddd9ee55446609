import { startEngine, stopEngine } from '../../engine/support/engine.mts';
import { trustCertificates } from './certificates.mts';
import type { Fault } from './fault.mts';
import { recordLog } from './log.mts';
import type { Path } from './path.mts';
import { PATHS } from './paths.mts';
import { pool } from './pool.mts';
import { cellResults } from './results.mts';
import { runCell, type CellResult } from './runCell.mts';

const AT_ONCE = Number(process.env.FAULTS_AT_ONCE ?? 24);
/** Runs only the cells whose name contains this. */
const ONLY = process.env.FAULTS_ONLY ?? '';

/** Faults that end only by a time limit come first: nothing waits for them in the end. */
function inOrder(faults: readonly Fault[]): Fault[] {
	return [...faults].sort((one, other) => Number(!!other.hurries) - Number(!!one.hurries));
}

// Without a server that can be reached a trigger is not activated, and so never polls.
function applies(fault: Fault, path: Path): boolean {
	if (fault.effect.what === 'unsent' && path.class === 'poll') return false;
	return fault.applies?.(path) ?? true;
}

function cellsOf(faults: readonly Fault[]) {
	return inOrder(faults)
		.flatMap((fault) =>
			PATHS.filter((path) => applies(fault, path)).map((path) => ({ fault, path })),
		)
		.filter(({ fault, path }) => `${path.name} × ${fault.name}`.includes(ONLY));
}

/**
 * Declares a test for every cell of a class of faults: all paths × all of its faults.
 * @param className names the file of results
 */
export function defineMatrix(
	className: string,
	faults: readonly Fault[],
	run: (fault: Fault, path: Path) => Promise<CellResult> = runCell,
	atOnce = AT_ONCE,
): void {
	const cells = cellsOf(faults);
	let results: Array<Promise<CellResult>> = [];
	let undo = () => {};
	beforeAll(async () => {
		recordLog();
		undo = trustCertificates();
		await startEngine();
		results = pool(
			cells.map(
				({ fault, path }) =>
					async () =>
						await run(fault, path),
			),
			atOnce,
		);
	});
	afterAll(async () => {
		cellResults.write(className, await Promise.all(results));
		undo();
		stopEngine();
	}, 120_000);
	describe.each(faults.map(({ name }) => name))('%s', (name) => {
		const own = cells
			.map(({ fault, path }, index) => ({ fault, path: path.name, index }))
			.filter(({ fault }) => fault.name === name);
		if (own.length === 0) return test.skip('is not chosen', () => {});
		test.each(own)(
			'$path',
			async ({ index }) => {
				expect((await results[index]).violations).toEqual([]);
			},
			10 * 60_000,
		);
	});
}
