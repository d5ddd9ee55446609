import { namesOf } from '../../credentials/servers.ts';
import { HOSTED, RECOGNIZED } from '../../protocol/dialects/address.ts';
import { DIALECTS, REFERENCE } from '../../protocol/dialects/index.ts';
import type { Dialect, Feature } from '../../protocol/dialects/dialect.ts';
import type { Mark, Marks } from './marks.mts';

/** The operations: as tests name them, as the page heads their column, and what a server needs for them. */
const OPERATIONS: Array<[operation: string, heading: string, needs?: Feature]> = [
	['create', 'Create'],
	['retrieve', 'Get', 'retrieve'],
	['waitForCompletion', 'Wait', 'retrieve'],
	['download', 'Download', 'retrieve'],
	['list', 'Get Many', 'list'],
	['delete', 'Delete', 'delete'],
	['remix', 'Remix', 'remix'],
	['edit', 'Edit', 'edit'],
	['extend', 'Extend', 'extend'],
	['createCharacter', 'Character: Create', 'characters'],
	['retrieveCharacter', 'Character: Get', 'characters'],
];

const WORDS: Record<Mark, string> = {
	real: '**real**',
	contract: '**contract**',
	simulation: 'simulation',
	sandbox: 'sandbox',
};

const INTRO = `# Servers

Choose your server under _Server_ in the credential. _Automatic_ recognizes ${namesOf(RECOGNIZED, 'and')} by the host of the
Base URL, and treats any other server as ${REFERENCE.displayName}. You can leave the Base URL empty for ${namesOf(HOSTED, 'and')}: the node uses the server's own address.

If a server does not support an input or an operation, the node tells you before it sends anything. If your server takes fields that the node does not have, put them into _Options → Extra
Body Fields_.

## What was tested

\`npm run servers\` writes this page from the results of the test suites \`engine\` and \`interop\`.

- **real**: tested with the server program itself. For inference servers, without the AI model: the engine returns a ready-made clip, while routes, request models, job store and
  downloads are the server's own.
- **contract**: the vendor's own client, with its checks on, accepts every answer of this project's sandbox, and the node's requests match
  the vendor's own schema.
- simulation: tested with a third-party simulation of the server (aimock).
- sandbox: tested with this project's sandbox, which speaks the server's dialect.
- –: the server does not offer it.
- unverified: we found nothing from the vendor that we could test with; the server's section says why.
- empty: the server may have it, but we have not seen it work.
`;

function cell(
	dialect: Dialect,
	marks: Marks,
	[operation, , needs]: (typeof OPERATIONS)[number],
): string {
	if (needs && !dialect.offers.includes(needs)) return '–';
	if (dialect.unverified !== undefined) return 'unverified';
	const mark = marks.get(dialect.name)?.get(operation);
	return mark === undefined ? '' : WORDS[mark];
}

function row(cells: string[]): string {
	return `| ${cells.join(' | ')} |`;
}

function table(marks: Marks): string {
	const head = ['server', ...OPERATIONS.map(([, heading]) => heading)];
	return [
		row(head),
		row(head.map(() => '---')),
		...sorted().map((dialect) =>
			row([dialect.displayName, ...OPERATIONS.map((operation) => cell(dialect, marks, operation))]),
		),
	].join('\n');
}

function sorted(): Dialect[] {
	return [...DIALECTS].sort((one, other) => one.displayName.localeCompare(other.displayName));
}

function section({ displayName, setUp, unverified }: Dialect): string {
	const { isFor, baseUrl, key, note, model, inNode } = setUp;
	const entries: Array<[name: string, text: string | undefined]> = [
		['For', isFor],
		['Base URL', `\`${baseUrl}\``],
		['API Key', key],
		['Credential', note],
		['Model', model],
		['Node', inNode],
		['Unverified', unverified],
	];
	const lines = entries.filter(([, text]) => text !== undefined);
	return `### ${displayName}

${lines.map(([name, text]) => `- **${name}**: ${text}`).join('\n')}
`;
}

/** The page docs/servers.md, before Prettier. */
export function serversPage(marks: Marks): string {
	return `${INTRO}
${table(marks)}

## What to fill in

${sorted().map(section).join('\n')}`;
}
