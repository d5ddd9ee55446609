import type { INodeProperties } from 'n8n-workflow';
import { DIALECTS, REFERENCE } from '../protocol/dialects';
import { baseUrlExample, ownAddress, RECOGNIZED } from '../protocol/dialects/address';
import type { Dialect } from '../protocol/dialects/dialect';
import { SANDBOX } from '../protocol/dialects/sandbox';

/** The names of servers as a sentence has them. @param last what stands before the last one: `and`, `or` */
export function namesOf(dialects: readonly Dialect[], last: string): string {
	const names = dialects.map(({ displayName }) => displayName);
	return [names.slice(0, -1).join(', '), ...names.slice(-1)].filter(Boolean).join(` ${last} `);
}

// Of HTML, n8n's notices keep lists and links: paragraphs and line breaks run together.
function list(entries: string[]): string {
	return `<ul>${entries.map((entry) => `<li>${entry}</li>`).join('')}</ul>`;
}

const SERVERS_PAGE =
	'https://github.com/n8n-nodes-video-generation/n8n-nodes-video-generation/blob/main/docs/servers.md';

/** A link to a server's section of docs/servers.md: what to know when filling in the node stands there. */
function linkTo({ displayName }: Dialect): string {
	const anchor = displayName.toLowerCase().replace(/[()]/g, '').replace(/ /g, '-');
	return `<a href="${SERVERS_PAGE}#${anchor}" target="_blank">More about ${displayName}</a>`;
}

function noticeOf(dialect: Dialect): string {
	const { key, note, model } = dialect.setUp;
	const address = baseUrlExample(dialect);
	const isHosted = ownAddress(dialect) !== undefined;
	return list([
		`Base URL: ${isHosted ? `Leave it empty (it is ${address})` : address}`,
		`API Key: ${key}`,
		...(note === undefined ? [] : [note]),
		`Model (later, in the node): ${model}`,
		linkTo(dialect),
	]);
}

const AUTOMATIC_NOTICE = list([
	'If your server is in the list above, choose it there',
	`Automatic recognizes ${namesOf(RECOGNIZED, 'and')} by the Base URL`,
	`It treats any other server as ${REFERENCE.displayName}`,
]);

const SANDBOX_NOTICE = list([
	'Start it with npm run sandbox: it renders real files and costs nothing',
	`Base URL: ${SANDBOX.baseUrl}`,
	'API Key: sk-sandbox',
]);

interface ServerChoice {
	name: string;
	value: string;
	/** Which servers it is for. */
	description?: string;
	notice: string;
	/** What a Base URL looks like there. */
	baseUrl: string;
	/** Whether the Base URL may stay empty. */
	isHosted?: boolean;
}

const SERVERS: ServerChoice[] = [
	{
		name: 'Automatic',
		value: 'automatic',
		description: 'For every server that is not in this list',
		notice: AUTOMATIC_NOTICE,
		baseUrl: 'https://my-server.example.com',
	},
	...DIALECTS.map((dialect) => ({
		name: dialect.displayName,
		value: dialect.name,
		description: dialect.setUp.isFor,
		notice: noticeOf(dialect),
		baseUrl: baseUrlExample(dialect),
		isHosted: ownAddress(dialect) !== undefined,
	})),
	{
		name: SANDBOX.displayName,
		value: SANDBOX.name,
		description: 'The local test server of this package',
		notice: SANDBOX_NOTICE,
		baseUrl: SANDBOX.baseUrl,
	},
].sort((one, other) => one.name.localeCompare(other.name));

// One field for the user and for n8n; each server shows its own example.
function baseUrlField({ value, baseUrl, isHosted }: ServerChoice): INodeProperties {
	const what = isHosted
		? "Leave it empty to use the service's own address. Fill it in only if you reach the service through another server."
		: 'The address of the server, which begins with http:// or https://. If you leave out the path, such as /v1, the node adds it.';
	return {
		displayName: 'Base URL',
		name: 'baseUrl',
		type: 'string',
		default: '',
		placeholder: `e.g. ${baseUrl}`,
		description: what,
		displayOptions: { show: { server: [value] } },
	};
}

/** The server that a credential is for: it decides how requests are written, and shows what to fill in. */
export const SERVER_FIELDS: INodeProperties[] = [
	{
		displayName: 'Server',
		name: 'server',
		type: 'options',
		default: 'automatic',
		description:
			'The server or service that makes your videos. The box below says what to fill in.',
		options: SERVERS.map(({ name, value, description }) => ({ name, value, description })),
	},
	...SERVERS.map(({ value, notice }): INodeProperties => ({
		displayName: notice,
		name: `${value}Notice`,
		type: 'notice',
		default: '',
		displayOptions: { show: { server: [value] } },
	})),
	...SERVERS.map(baseUrlField),
];
