import type { FactsResult } from '../measures/facts.mts';
import type { Section } from './section.mts';
import { fileSize, megabytes, percent, seconds } from './units.mts';

const mostShare = 0.02;
const mostHeld = 2e6;

const kilobytes = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`;

/** What measure (e) found. */
export function factsSection(result: FactsResult): Section {
	const { plan, withoutSeconds, withSeconds, readingSeconds, heldBytes, facts } = result;
	const share = readingSeconds / withoutSeconds;
	const { width, height } = facts;
	return {
		title: '(e) Reading what a file is while it is downloaded',
		about:
			`A plain undici download of ${fileSize(plan.fileBytes)} to nowhere, ${plan.runs} times as it is and ${plan.runs} times with the ` +
			'reader of the facts, in turns; medians. *Reading* is the time in the reader. No n8n takes part.',
		head: ['', 'download', 'reading', 'held by the reader'],
		rows: [
			['Without the reader', seconds(withoutSeconds), '', ''],
			[
				'With the reader',
				seconds(withSeconds),
				`${(readingSeconds * 1000).toFixed(1)} ms`,
				kilobytes(heldBytes),
			],
		],
		goals: [
			{
				goal: `the reader takes at most ${percent(mostShare)} of the download's time`,
				measured: percent(share),
				isMet: share <= mostShare,
			},
			{
				goal: `the reader holds at most ${megabytes(mostHeld)}`,
				measured: kilobytes(heldBytes),
				isMet: heldBytes <= mostHeld,
			},
		],
		notes: [
			`It read: ${width}x${height}, ${facts.seconds} s at ${facts.framesPerSecond} frames per second, ${facts.videoCodec}.`,
		],
	};
}
