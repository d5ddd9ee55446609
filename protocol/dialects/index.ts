import { azure } from './azure';
import { bifrost } from './bifrost';
import type { Dialect } from './dialect';
import { dynamo } from './dynamo';
import { fastvideo } from './fastvideo';
import { inworld } from './inworld';
import { litellm } from './litellm';
import { merge } from './merge';
import { newApi } from './newApi';
import { openai } from './openai';
import { openrouter } from './openrouter';
import { qvac } from './qvac';
import { sglang } from './sglang';
import { tensorrtLlm } from './tensorrtLlm';
import { together } from './together';
import { vllmOmni } from './vllmOmni';

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
