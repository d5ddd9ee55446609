import type { Pipeline } from '../../test/pipelines/support/pipeline.mts';
import type { PipelineResult } from '../../test/pipelines/support/results.mts';
import { pipelines } from '../../test/pipelines/table/index.mts';

const MODES = ['filesystem', 'database', 'memory'];

const INTRO = `# Pipelines

Which of n8n's nodes you can add after the Video Generation node, and how to set them. \`npm run test:pipelines\` runs every pipeline
below in a real n8n, against a real server. At the receiver it compares the file with what the video server sent.
\`npm run pipelines\` writes this page.

The video is in the field \`data\`, unless you change the field's name in the Video Generation node.

## How to read the table

- _bytes, type, name_: the file arrived unchanged, with its media type and file name. A receiver that stores no type or name shows fewer.
- _no file_: n8n drops the file. The next node finds none.
- _300 MB_: a file of 300 MB arrived, too.
- _–_: not tested in this storage mode.

The columns are n8n's storage modes (\`N8N_DEFAULT_BINARY_DATA_MODE\`): _filesystem_, _database_ and _memory_ (\`default\`).

## Nodes
`;

function rowOf({ node, receiver, settings }: Pipeline, results: Map<string, PipelineResult[]>) {
	const outcomes = MODES.map(
		(mode) => results.get(mode)?.find((one) => one.node === node)?.told ?? '–',
	);
	return `| ${[node, settings, receiver, ...outcomes].join(' | ')} |`;
}

/** The text of docs/pipelines.md. @param results of each storage mode */
export function pipelinesPage(results: Map<string, PipelineResult[]>): string {
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
