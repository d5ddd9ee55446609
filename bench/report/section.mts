/** A goal and whether this run reached it. */
export interface Goal {
	goal: string;
	measured: string;
	isMet: boolean;
}

/** What the report says about one measure. */
export interface Section {
	title: string;
	about: string;
	head: string[];
	rows: string[][];
	goals: Goal[];
	notes?: string[];
}

function tableOf(head: string[], rows: string[][]): string[] {
	const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
	// words to the left, figures to the right
	const rule = head.map((_, index) => (index === 0 ? '---' : '--:'));
	return [line(head), line(rule), ...rows.map(line)];
}

/** A section as Markdown. */
export function sectionText({ title, about, head, rows, goals, notes = [] }: Section): string {
	const verdicts = goals.map(({ goal, measured, isMet }) => {
		return `- ${isMet ? 'Met' : '**Missed**'}: ${goal}. Measured: ${measured}.`;
	});
	const blocks = [[`## ${title}`], [about], tableOf(head, rows), verdicts, notes];
	return blocks
		.filter((lines) => lines.length > 0)
		.map((lines) => lines.join('\n'))
		.join('\n\n');
}
