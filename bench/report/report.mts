import { machineLines } from '../machine.mts';
import type { Results } from '../results.mts';
import type { Origin } from '../store.mts';
import { sectionText } from './section.mts';
import { quickNote, sectionsOf } from './sections.mts';

/** What stands in the report beside the figures. */
export interface Circumstances {
	/** file name of the picture; none when there is nothing to draw */
	picture: string | undefined;
	/** What could not be measured, and why. */
	failures: string[];
}

// The sections of one report may come of several runs.
function machinesText(origins: Origin[]): string {
	const lines = origins.flatMap(({ machine }) =>
		machineLines({ ...machine, load: origins[0].machine.load }),
	);
	return [
		...new Set(lines),
		'- One sandbox for all contenders, each with its defaults; the loop waits for 5 s, as templates ' +
			'do. Each section says when and how it was measured.',
	].join('\n');
}

/** The whole report as Markdown. */
export function reportText(results: Results, circumstances: Circumstances): string {
	const sections = sectionsOf(results);
	const origins = Object.values(results).filter((stored) => stored !== undefined);
	const goals = sections.flatMap((section) => section.goals);
	const met = goals.filter((goal) => goal.isMet).length;
	const { picture, failures } = circumstances;
	const isQuick = origins.some((origin) => origin.isQuick);
	const blocks = [
		'# Benchmark',
		"This node, n8n's built-in OpenAI node and the loop that users build by hand (HTTP Request → " +
			'Wait → HTTP Request → IF → HTTP Request), side by side in a real n8n.',
		...(isQuick ? [quickNote] : []),
		...failures.map((failure) => `**Not measured: ${failure}**`),
		`Goals met: ${met} of ${goals.length}.`,
		...(origins.length > 0 ? [machinesText(origins)] : []),
		...(picture === undefined ? [] : [`![The main figures](${picture})`]),
		...sections.map(sectionText),
	];
	return `${blocks.join('\n\n')}\n`;
}
