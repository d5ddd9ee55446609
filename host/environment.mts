import path from 'node:path';
import { root } from './paths.mts';

/** What n8n may see of the environment that this was started in. NODE_ENV=test would change n8n. */
const inherited = [
	'PATH',
	'HOME',
	'USERPROFILE',
	'SYSTEMROOT',
	'TEMP',
	'TMP',
	'TMPDIR',
	'LANG',
	'LC_ALL',
	'TZ',
];

/** Where Node keeps n8n's code compiled: from then on, n8n starts sooner. */
const compiledCode = path.join(root, 'host', 'node_modules', '.cache', 'compiled');

/** Where one n8n lives. */
export interface Place {
	/** `N8N_USER_FOLDER` */
	folder: string;
	/** of the editor and the API, on 127.0.0.1 */
	port: number;
	/** of n8n's broker for code runners: each n8n on a machine needs its own */
	brokerPort: number;
}

/**
 * The environment of an n8n that keeps to itself: nothing of the user's own n8n, no telemetry, no
 * calls to n8n's servers, only 127.0.0.1.
 */
export function environmentOf(place: Place): Record<string, string> {
	const environment: Record<string, string> = {};
	for (const name of inherited) {
		const value = process.env[name];
		if (value !== undefined) environment[name] = value;
	}
	return {
		...environment,
		N8N_USER_FOLDER: place.folder,
		N8N_PORT: String(place.port),
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_RUNNERS_BROKER_PORT: String(place.brokerPort),
		N8N_RUNNERS_BROKER_LISTEN_ADDRESS: '127.0.0.1',
		N8N_SECURE_COOKIE: 'false',
		N8N_DEFAULT_BINARY_DATA_MODE: 'filesystem',
		N8N_DIAGNOSTICS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
		N8N_DYNAMIC_BANNERS_ENABLED: 'false',
		N8N_HIRING_BANNER_ENABLED: 'false',
		N8N_TEMPLATES_ENABLED: 'false',
		N8N_PERSONALIZATION_ENABLED: 'false',
		N8N_VERIFIED_PACKAGES_ENABLED: 'false',
		N8N_DISABLED_MODULES: 'mcp-registry',
		N8N_LOG_LEVEL: 'info',
		NODE_COMPILE_CACHE: compiledCode,
	};
}
