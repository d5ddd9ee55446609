import type { MemoryResult, Peak } from '../measures/memory.mts';
import type { Section } from './section.mts';
import { fileSize, megabytes } from './units.mts';

const mostGrowth = 100e6;

function spanOf({ idle, peak }: Peak): string {
	return `${megabytes(idle)} → ${megabytes(peak)}`;
}

/** What measure (c) found. */
export function memorySection({ plan, rows }: MemoryResult): Section {
	const [small, large] = plan.fileBytes.map(fileSize);
	const [own] = rows;
	return {
		title: '(c) Peak memory of n8n',
		about:
			'What the whole n8n process held before the execution, and the most that it held until its ' +
			"end (VmHWM, set back before the execution). A fresh n8n for each figure, one item, n8n's " +
			'filesystem mode. *More* is the difference of the peaks.',
		head: ['', `a ${small} file`, `a ${large} file`, 'more'],
		rows: rows.map((row) => [
			row.name,
			spanOf(row.small),
			spanOf(row.large),
			megabytes(row.growth),
		]),
		goals: [
			{
				goal: `${large} costs this node at most ${megabytes(mostGrowth)} more than ${small}`,
				measured: megabytes(own.growth),
				isMet: own.growth <= mostGrowth,
			},
		],
	};
}
