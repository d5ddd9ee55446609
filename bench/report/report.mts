import type { Machine } from '../machine.mts';
import type { Results } from '../results.mts';
import { factsSection } from './facts.mts';
import { manySection } from './many.mts';
import { memorySection } from './memory.mts';
import { noticeSection } from './notice.mts';
import { sectionText, type Section } from './section.mts';
import { megabytes } from './units.mts';
import { wallSection } from './wall.mts';

/** How and where the figures came about. */
export interface Circumstances {
	machine: Machine;
	/** what was typed */
	command: string;
	isQuick: boolean;
	startedAt: Date;
	minutes: number;
	/** file name of the picture; none when there is nothing to draw */
	picture: string | undefined;
}

function circumstancesText({ machine, command, startedAt, minutes }: Circumstances): string {
	const {
		package: own,
		n8n,
		hostNode,
		node,
		cores,
		processor,
		memoryBytes,
		system,
		load,
	} = machine;
	return [
		`- Made by \`${command}\` on ${startedAt.toISOString().slice(0, 10)}, in ` +
			`${minutes.toFixed(1)} minutes. Every figure is of this one run.`,
		`- n8n-nodes-video-generation ${own}, n8n ${n8n} on Node ${hostNode}; sandbox and benchmark ` +
			`on Node ${node}.`,
		`- ${cores} cores (${processor}), ${megabytes(memoryBytes)} of memory, ${system}; load average ` +
			`at the start: ${load.toFixed(2)}.`,
		'- One sandbox for all contenders, which run one after the other, each with its defaults; the ' +
			'loop waits for 5 s, as templates do.',
	].join('\n');
}

function sectionsOf({ a, b, c, d, e }: Results): Section[] {
	return [
		...(a ? [wallSection(a)] : []),
		...(b ? [noticeSection(b)] : []),
		...(c ? [memorySection(c)] : []),
		...(d ? [manySection(d)] : []),
		...(e ? [factsSection(e)] : []),
	];
}

/** The whole report as Markdown. */
export function reportText(results: Results, circumstances: Circumstances): string {
	const sections = sectionsOf(results);
	const goals = sections.flatMap((section) => section.goals);
	const met = goals.filter((goal) => goal.isMet).length;
	const { picture, isQuick } = circumstances;
	const blocks = [
		'# Benchmark',
		"This node, n8n's built-in OpenAI node and the loop that users build by hand (HTTP Request → " +
			'Wait → HTTP Request → IF → HTTP Request), side by side in a real n8n.',
		...(isQuick ? ['**A quick run: smaller everything. Its figures say little.**'] : []),
		`Goals met: ${met} of ${goals.length}.`,
		circumstancesText(circumstances),
		...(picture === undefined ? [] : [`![The main figures as bars](${picture})`]),
		...sections.map(sectionText),
	];
	return `${blocks.join('\n\n')}\n`;
}
