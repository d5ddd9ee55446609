import { createRequire } from 'node:module';
import path from 'node:path';
import { root } from '../../../host/paths.mts';

interface Client {
	connect(transport: object): Promise<void>;
	callTool(call: { name: string; arguments: object }): Promise<{ content: unknown }>;
	close(): Promise<void>;
}

// The SDK that n8n itself brings. Its types are not installed here.
const load = createRequire(path.join(root, 'host', 'node_modules', 'n8n', 'package.json'));

/** Calls a tool of an MCP server. @returns what a model would be given, as text */
export async function callTool(url: string, name: string, args: object): Promise<string> {
	const { Client: McpClient } = load('@modelcontextprotocol/sdk/client/index.js') as {
		Client: new (info: { name: string; version: string }) => Client;
	};
	const { StreamableHTTPClientTransport: Transport } = load(
		'@modelcontextprotocol/sdk/client/streamableHttp.js',
	) as { StreamableHTTPClientTransport: new (url: URL) => object };
	const client = new McpClient({ name: 'test', version: '1' });
	await client.connect(new Transport(new URL(url)));
	try {
		const { content } = await client.callTool({ name, arguments: args });
		return JSON.stringify(content);
	} finally {
		await client.close();
	}
}
