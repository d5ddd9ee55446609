import type { INodeProperties } from 'n8n-workflow';
import { DIALECTS } from '../protocol/dialects';
import type { Dialect } from '../protocol/dialects/dialect';

const SANDBOX_NOTICE =
	'The local test server of this package, npm run sandbox: Base URL http://127.0.0.1:8085/v1, API key sk-sandbox. It renders real files and costs nothing.';

const AUTOMATIC_NOTICE =
	'Recognizes OpenRouter, Azure, Together, Inworld and Merge by the Base URL, and treats any other server as OpenAI-style. If yours is in this list, choose it.';

function noticeOf({ setUp }: Dialect): string {
	const { baseUrl, key, model, special } = setUp;
	return `Base URL: ${baseUrl}<br>Key: ${key}<br>Model: ${model}<br>${special}`;
}

const SERVERS = [
	{ name: 'Automatic', value: 'automatic', notice: AUTOMATIC_NOTICE },
	...DIALECTS.map((dialect) => ({
		name: dialect.displayName,
		value: dialect.name,
		notice: noticeOf(dialect),
	})),
	{ name: 'Sandbox', value: 'sandbox', notice: SANDBOX_NOTICE },
].sort((one, other) => one.name.localeCompare(other.name));

/** The server that a credential is for: it decides how requests are written, and shows what to fill in. */
export const SERVER_FIELDS: INodeProperties[] = [
	{
		displayName: 'Server',
		name: 'server',
		type: 'options',
		default: 'automatic',
		description: 'What runs at the Base URL: it decides how requests are written',
		options: SERVERS.map(({ name, value }) => ({ name, value })),
	},
	...SERVERS.map(({ value, notice }): INodeProperties => ({
		displayName: notice,
		name: `${value}Notice`,
		type: 'notice',
		default: '',
		displayOptions: { show: { server: [value] } },
	})),
];
