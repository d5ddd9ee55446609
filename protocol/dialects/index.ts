import { azure } from './servers/azure';
import { bifrost } from './servers/bifrost';
import { cliProxyApi } from './servers/cliProxyApi';
import type { Dialect } from './dialect';
import { dynamo } from './servers/dynamo';
import { edenai } from './servers/edenai';
import { fastvideo } from './servers/fastvideo';
import { inworld } from './servers/inworld';
import { litellm } from './servers/litellm';
import { merge } from './servers/merge';
import { newApi } from './servers/newApi';
import { openai } from './servers/openai';
import { openrouter } from './servers/openrouter';
import { portkey } from './servers/portkey';
import { qvac } from './servers/qvac';
import { sglang } from './servers/sglang';
import { tensorrtLlm } from './servers/tensorrtLlm';
import { tensorrtLlmOld } from './servers/tensorrtLlmOld';
import { together } from './servers/together';
import { unsloth } from './servers/unsloth';
import { vllmOmni } from './servers/vllmOmni';
import { xai } from './servers/xai';

/** The dialect for unknown servers. */
export const REFERENCE: Dialect = openai;

/** Every dialect; the one for unknown servers first. */
export const DIALECTS: readonly Dialect[] = [
	openai,
	azure,
	bifrost,
	cliProxyApi,
	edenai,
	fastvideo,
	inworld,
	litellm,
	merge,
	newApi,
	dynamo,
	openrouter,
	portkey,
	qvac,
	sglang,
	tensorrtLlm,
	tensorrtLlmOld,
	together,
	unsloth,
	vllmOmni,
	xai,
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
	return chosen ?? dialectOfHost(hostOf(baseUrl)) ?? REFERENCE;
}

/** The dialect of the server that this host belongs to, where it is known. */
export function dialectOfHost(hostname: string): Dialect | undefined {
	return DIALECTS.find(({ host }) => host?.test(hostname));
}
