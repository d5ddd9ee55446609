import { createHost, type Host, type Server } from '../../../host/n8n.mts';
import type { N8nProcess } from '../../../host/process.mts';
import { sandboxCredential } from '../../../host/sandbox-credential.mts';
import type { CredentialJson, Session } from '../../../host/session.mts';
import { startSandbox, type Sandbox } from '../../support/sandbox.mts';
import { startPostgres, startRedis } from './services.mts';

/** n8n in queue mode: one main process and workers, over Redis and PostgreSQL. */
export interface QueueStage {
	sandbox: Sandbox;
	host: Host;
	server: Server;
	session: Session;
	workers: N8nProcess[];
	credential: CredentialJson;
	/** Redis's, where n8n keeps its queue. */
	redisPort: number;
	close(): Promise<void>;
}

const WORKERS = 2;
/** How many executions a worker runs at once. */
export const CONCURRENCY = 2;
/** How many executions run at once in all. */
export const SLOTS = WORKERS * CONCURRENCY;

/**
 * Starts everything, with two workers.
 * @param concurrency how many executions a worker runs at once
 */
export async function openQueueStage(concurrency = CONCURRENCY): Promise<QueueStage> {
	const closers: Array<() => Promise<void>> = [];
	const close = async () => {
		for (const one of closers.reverse()) await one();
	};
	try {
		const redis = await startRedis();
		closers.push(redis.stop);
		const postgres = await startPostgres();
		closers.push(postgres.stop);
		const sandbox = await startSandbox({ renderSeconds: 1 });
		closers.push(sandbox.stop);
		const host = await createHost({
			withEditor: false,
			environment: {
				EXECUTIONS_MODE: 'queue',
				QUEUE_BULL_REDIS_HOST: '127.0.0.1',
				QUEUE_BULL_REDIS_PORT: String(redis.port),
				DB_TYPE: 'postgresdb',
				DB_POSTGRESDB_HOST: '127.0.0.1',
				DB_POSTGRESDB_PORT: String(postgres.port),
				DB_POSTGRESDB_DATABASE: 'postgres',
				DB_POSTGRESDB_USER: 'postgres',
				// n8n's default in queue mode.
				N8N_DEFAULT_BINARY_DATA_MODE: 'database',
			},
		});
		closers.push(host.dispose);
		const server = await host.start();
		const { session } = server;
		await session.signIn();
		const workers = [];
		for (let count = 0; count < WORKERS; count += 1)
			workers.push(await host.startWorker(concurrency));
		const template = sandboxCredential(sandbox.baseUrl, sandbox.key);
		const credential = { ...template, id: await session.createCredential(template) };
		const redisPort = redis.port;
		return { sandbox, host, server, session, workers, credential, redisPort, close };
	} catch (error) {
		await close();
		throw error;
	}
}
