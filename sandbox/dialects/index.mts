import { azure } from './azure.mts';
import { bifrost } from './bifrost.mts';
import { cliProxyApi } from './cli-proxy-api.mts';
import type { Dialect } from './dialect.mts';
import { dynamo } from './dynamo.mts';
import { edenai } from './edenai.mts';
import { inworld } from './inworld.mts';
import { litellm } from './litellm.mts';
import { merge } from './merge.mts';
import { newApi } from './new-api.mts';
import { openai } from './openai.mts';
import { openrouter } from './openrouter.mts';
import { sglang } from './sglang.mts';
import { tensorrtLlm, tensorrtLlmOld } from './tensorrt-llm.mts';
import { together } from './together.mts';
import { unsloth } from './unsloth.mts';
import { vllmOmni } from './vllm-omni.mts';
import { xai } from './xai.mts';

const dialects: Dialect[] = [
	openai,
	...[vllmOmni, sglang, litellm, openrouter, together, azure],
	...[tensorrtLlm, dynamo, newApi, merge, inworld, bifrost, cliProxyApi, xai, unsloth],
	...[tensorrtLlmOld, edenai],
];

/** What `--dialect` takes. */
export const dialectNames = dialects.map(({ name }) => name);

/** The dialect of that name. @throws Error that lists them all */
export function dialectNamed(name: string): Dialect {
	const dialect = dialects.find((one) => one.name === name);
	if (dialect) return dialect;
	throw new Error(`--dialect needs one of ${dialectNames.join(', ')}, but got '${name}'.`);
}
