import { modes, type ModeName } from '../../test/pipelines/support/modes.mts';
import type { Pipeline } from '../../test/pipelines/support/pipeline.mts';
import type { PipelineResult } from '../../test/pipelines/support/results.mts';
import { large, small } from '../../test/pipelines/support/selection.mts';
import { pipelines } from '../../test/pipelines/table/index.mts';

const MODES = Object.keys(modes) as ModeName[];

const INTRO = `# Pipelines

Which of n8n's nodes you can add after the Video Generation node, and how to set them. \`npm run test:pipelines\` runs every pipeline
below in a real n8n, against a real server. At the receiver it compares the file with what the video server sent.
\`npm run pipelines\` writes this page.

The video is in the field \`data\`, unless you change the field's name in the Video Generation node.

## How to read the table

- _bytes, type, name_: the file arrived unchanged, with its media type and file name. A receiver that stores no type or name shows fewer.
- _no file_: the node works, but n8n passes no file on.
- _error_: the node fails.
- _300 MB_: a file of 300 MB arrived, too. Only these cells were tested with one.
- _–_: not tested in this storage mode.

The columns are n8n's storage modes (\`N8N_DEFAULT_BINARY_DATA_MODE\`): _filesystem_, _database_ and _memory_ (\`default\`).

## Nodes
`;

/** @throws Error where a pipeline that runs in this mode has no result: only a run of the whole suite tells all */
function assertWhole(mode: ModeName, results: readonly PipelineResult[]): void {
	const all = [...small(modes[mode]), ...large(mode)].map(({ node }) => node).sort();
	const there = results.map(({ node }) => node).sort();
	if (all.join('\n') !== there.join('\n')) {
		const missing = all.filter((node) => !there.includes(node)).join(', ');
		throw new Error(`No whole results for ${mode}: ${missing}. Run: npm run test:pipelines`);
	}
}

function rowOf({ node, receiver, settings }: Pipeline, results: Map<string, PipelineResult[]>) {
	const outcomes = MODES.map((mode) => {
		const own = results.get(mode)?.filter((one) => one.node === node) ?? [];
		return own.map(({ told }) => told).join('; ') || '–';
	});
	return `| ${[node, settings, receiver, ...outcomes].join(' | ')} |`;
}

/**
 * The text of docs/pipelines.md.
 * @param results of each storage mode
 * @throws Error where some are missing
 */
export function pipelinesPage(results: Map<string, PipelineResult[]>): string {
	for (const mode of MODES) assertWhole(mode, results.get(mode) ?? []);
	const heading = ['Node', 'Settings that matter', 'Receiver', ...MODES];
	const rows = pipelines.map((pipeline) => rowOf(pipeline, results));
	const pitfalls = pipelines
		.filter(({ pitfall }) => pitfall !== undefined)
		.map(({ node, pitfall }) => `- **${node}**: ${pitfall}`);
	return [
		INTRO,
		`| ${heading.join(' | ')} |`,
		`|${' --- |'.repeat(heading.length)}`,
		...rows,
		"\n## n8n's own pitfalls\n",
		...pitfalls,
		'',
	].join('\n');
}
