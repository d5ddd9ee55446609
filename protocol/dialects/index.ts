import { azure } from './servers/azure';
import { bifrost } from './servers/bifrost';
import type { Dialect } from './dialect';
import { dynamo } from './servers/dynamo';
import { fastvideo } from './servers/fastvideo';
import { inworld } from './servers/inworld';
import { litellm } from './servers/litellm';
import { merge } from './servers/merge';
import { newApi } from './servers/newApi';
import { openai } from './servers/openai';
import { openrouter } from './servers/openrouter';
import { qvac } from './servers/qvac';
import { sglang } from './servers/sglang';
import { tensorrtLlm } from './servers/tensorrtLlm';
import { together } from './servers/together';
import { unsloth } from './servers/unsloth';
import { vllmOmni } from './servers/vllmOmni';

/** Every dialect; the one for unknown servers first. */
export const DIALECTS: readonly Dialect[] = [
	openai,
	azure,
	bifrost,
	fastvideo,
	inworld,
	litellm,
	merge,
	newApi,
	dynamo,
	openrouter,
	qvac,
	sglang,
	tensorrtLlm,
	together,
	unsloth,
	vllmOmni,
];

function hostOf(baseUrl: unknown): string {
	const typed = String(baseUrl ?? '').trim();
	return URL.canParse(typed) ? new URL(typed).hostname : '';
}

/**
 * The dialect that a credential asks for: the chosen one, else the one that the base URL's host is known for, else the
 * reference's.
 */
export function dialectFor(server: unknown, baseUrl: unknown): Dialect {
	const chosen = DIALECTS.find(({ name }) => name === server);
	const host = hostOf(baseUrl);
	return chosen ?? DIALECTS.find((dialect) => dialect.host?.test(host)) ?? openai;
}

/** A server that is known by its host. */
export interface KnownServer {
	displayName: string;
	/** Where its API is: the given host, or the API's own where the given one is that of its web pages. */
	hostname: string;
	/** The path of its base URL. */
	path: string;
}

/** Whose host it is, where a dialect knows it. */
export function knownServer(hostname: string): KnownServer | undefined {
	const dialect = DIALECTS.find(({ host }) => host?.test(hostname));
	if (dialect === undefined) return undefined;
	const own = new URL(dialect.setUp.baseUrl);
	const site = hostname.replace(/^www\./, '');
	const isSite = own.hostname === site || own.hostname.endsWith(`.${site}`);
	const { displayName } = dialect;
	return { displayName, hostname: isSite ? own.hostname : hostname, path: own.pathname };
}
