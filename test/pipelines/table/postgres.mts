import { execFileSync } from 'node:child_process';
import { builtIn } from '../../n8n/support/workflow.mts';
import { startPostgres } from '../../queue/support/services.mts';
import { signedIn, type Pipeline } from '../support/pipeline.mts';

export const postgres: Pipeline = {
	node: 'Postgres',
	receiver: 'PostgreSQL',
	settings:
		"_Extract from File → Move File to Base64 String_ first, then _Execute Query_ with `decode($1, 'base64')`",
	async open() {
		const server = await startPostgres();
		const sql = (query: string) =>
			execFileSync(
				'psql',
				['-h', '127.0.0.1', '-p', String(server.port), '-U', 'postgres', '-Atc', query],
				{ encoding: 'utf8' },
			).trim();
		sql('CREATE TABLE videos (name text, type text, file bytea)');
		const values = ['$("Video").item.binary.data.fileName', '$("Video").item.binary.data.mimeType'];
		return {
			credential: {
				name: 'Receiver',
				type: 'postgres',
				data: {
					host: '127.0.0.1',
					port: server.port,
					database: 'postgres',
					user: 'postgres',
					password: 'none',
					maxConnections: 5,
					allowUnauthorizedCerts: false,
					ssl: 'disable',
					sshTunnel: false,
				},
			},
			nodes: [
				builtIn('Extract', 'extractFromFile', 1, {
					operation: 'binaryToPropery',
					binaryPropertyName: 'data',
					destinationKey: 'base64',
				}),
				signedIn(
					builtIn('Insert', 'postgres', 2.6, {
						operation: 'executeQuery',
						query: "INSERT INTO videos VALUES ($1, $2, decode($3, 'base64'))",
						options: { queryReplacement: `={{ [${values.join(', ')}, $json.base64] }}` },
					}),
					'postgres',
				),
			],
			async received() {
				const rows = sql("SELECT name, type, encode(sha256(file), 'hex') FROM videos").split('\n');
				return rows.map((row) => {
					const [name, type, sha256] = row.split('|');
					return { name, type, sha256 };
				});
			},
			close: server.stop,
		};
	},
};
