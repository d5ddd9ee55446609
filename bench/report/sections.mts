import type { Results } from '../results.mts';
import type { Origin } from '../store.mts';
import { changeSection } from './change.mts';
import { factsSection } from './facts.mts';
import { lagSection } from './lag.mts';
import { manySection } from './many.mts';
import { memorySection } from './memory.mts';
import { noticeSection } from './notice.mts';
import { parallelSection } from './parallel.mts';
import type { Section } from './section.mts';
import { wallSection } from './wall.mts';

/** Stands above a report with parts of the small plan. */
export const quickNote =
	'**With parts of a quick run: smaller everything. Their figures say little.**';

/** When a section was measured, on what and beside what load. */
export function originText({ machine, startedAt, minutes, command, isQuick }: Origin): string {
	return (
		`${isQuick ? '**Quick run.** ' : ''}Measured on ${startedAt.slice(0, 16).replace('T', ' ')} UTC in ${minutes.toFixed(1)} minutes ` +
		`by \`${command}\`, at commit ${machine.commit}; load average before: ${machine.load.toFixed(2)}.`
	);
}

function withOrigin(section: Section, origin: Origin): Section {
	return { ...section, notes: [...(section.notes ?? []), originText(origin)] };
}

const mostRatios = { d: 1.1, f: 1.15 };

/** What the report says of each measure that there is, in the order of their letters. */
export function sectionsOf({ a, b, c, d, e, f, g, h, i }: Results): Section[] {
	return [
		a && withOrigin(wallSection(a.result), a),
		b && withOrigin(noticeSection(b.result), b),
		c && withOrigin(memorySection(c.result), c),
		d && withOrigin(manySection('d', d.result, mostRatios.d), d),
		e && withOrigin(factsSection(e.result), e),
		f && withOrigin(manySection('f', f.result, mostRatios.f), f),
		g && withOrigin(parallelSection(g.result), g),
		h && withOrigin(lagSection(h.result, h.seed), h),
		i && withOrigin(changeSection(i.result, i.seed), i),
	].filter((section) => section !== undefined);
}
