import type { INodePropertyOptions, INodeTypeDescription } from 'n8n-workflow';
import { DIALECTS } from '../../protocol/dialects/index.ts';
import { fileName } from '../operations/pages.mts';
import type { SeenFields } from '../servers/fields.mts';
import type { Field } from './field.mts';
import { ERROR, OPERATIONS, PARTS, partOf, TRIGGERS, type Part, type Piece } from './outputs.mts';
import type { Source } from './readTypes.mts';
import { fieldsTable, serversTable, table } from './tables.mts';

/** The fields of each part, by its source. */
export type Parts = Map<Source, Field[]>;

const INTRO = `<!-- Made by \`npm run docs\` of the node's source. Do not edit. -->

# Output

What the items of each operation and trigger contain. A field that the server leaves empty is missing.`;

const SERVERS = `### Which servers fill in which field

\`id\` and \`status\` are always filled in. In our tests (\`npm run servers\`), the other fields were filled in by:

- ●: the server program itself. Inference servers ran without their AI model, and LiteLLM in front of the sandbox, see
  [Servers](servers.md#what-was-tested).
- ◉: this project's sandbox, whose answers the vendor's own client accepts
- ◐: a third-party simulation of the server (aimock)
- ○: this project's sandbox, which answers as the server's documentation says
- empty: we have not seen it filled in`;

function anchor(title: string): string {
	return title
		.toLowerCase()
		.replace(/[^a-z ]/g, '')
		.replace(/ /g, '-');
}

function linked(piece: Piece): string {
	const { title } = partOf(piece);
	const when = Array.isArray(piece) ? ` (${piece[1]})` : '';
	return `[${title}](#${anchor(title)})${when}`;
}

interface Entry {
	name: string;
	page: string;
	pieces: readonly Piece[];
}

function operationsOf({ properties }: INodeTypeDescription): Entry[] {
	const selectors = properties.filter(({ name }) => name === 'operation');
	return selectors.flatMap(({ options = [], displayOptions }) => {
		const resource = String(displayOptions?.show?.resource?.[0]);
		return (options as INodePropertyOptions[]).map(({ name, value }) => ({
			name: resource === 'video' ? name : `Character: ${name}`,
			page: fileName(resource, name),
			pieces: OPERATIONS[`${resource} ${String(value)}`],
		}));
	});
}

function entriesOf(nodes: readonly INodeTypeDescription[]): Entry[] {
	return nodes.flatMap((node) =>
		node.group.includes('trigger')
			? [
					{
						name: node.displayName,
						page: fileName('video', node.displayName),
						pieces: TRIGGERS[node.name],
					},
				]
			: operationsOf(node),
	);
}

function overview(nodes: readonly INodeTypeDescription[]): string {
	const rows = entriesOf(nodes).map(({ name, page, pieces }) => [
		`[${name}](operations/${page})`,
		pieces.map(linked).join(', '),
	]);
	return table(['operation or trigger', 'fields'], rows);
}

function section({ title, source, note }: Part, parts: Parts): string {
	return [`## ${title}`, note, fieldsTable(parts.get(source)!)].filter(Boolean).join('\n\n');
}

function servers(video: readonly Field[], seen: SeenFields): string {
	const sorted = [...DIALECTS].sort((one, other) =>
		one.displayName.localeCompare(other.displayName),
	);
	const others = video.filter(({ name }) => name !== 'id' && name !== 'status');
	const unseen = others.filter(({ name }) => Object.values(seen).every((row) => !(name in row)));
	const names = unseen.map(({ name }) => `\`${name}\``).join(', ');
	const rest = names === '' ? '' : `In these tests no server filled in ${names}.`;
	return [SERVERS, serversTable(others, sorted, seen), rest].filter(Boolean).join('\n\n');
}

/** The page docs/output.md, before Prettier. */
export function outputPage(
	nodes: readonly INodeTypeDescription[],
	parts: Parts,
	seen: SeenFields,
): string {
	const [video, ...others] = PARTS;
	return [
		INTRO,
		overview(nodes),
		`The item of an error has [other fields](#${anchor(ERROR.title)}).`,
		section(video, parts),
		servers(parts.get(video.source)!, seen),
		...others.map((part) => section(part, parts)),
	].join('\n\n');
}
