import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import type { Sandbox } from '../../support/sandbox.mts';

type Json = Record<string, unknown>;

/** How the SDK says that a call went wrong. */
export interface SdkError {
	/** Of its class: one for each status that it knows, and `ResponseValidationError` for an answer that it does not take. */
	name: string;
	statusCode?: number;
	message: string;
}

/** OpenRouter's SDK as a client of a sandbox; each call rejects with an {@link SdkError}. */
export interface OpenRouterSdk {
	generate(request: Json): Promise<Json>;
	getGeneration(jobId: string): Promise<Json>;
	getVideoContent(jobId: string): Promise<Uint8Array>;
	listVideosModels(): Promise<{ data: Json[] }>;
	/** Checks a request as the SDK does it, and gives what it would send. */
	written(request: Json): Promise<Json>;
	/** The values of one of its enumerations. */
	values(name: string): Promise<string[]>;
	stop(): Promise<void>;
}

/** Starts the SDK in a process of its own. */
export async function startOpenRouterSdk({ baseUrl, key }: Sandbox): Promise<OpenRouterSdk> {
	const file = path.join(process.cwd(), 'test/interop/support/openrouterCalls.mjs');
	const child = fork(file, [baseUrl, key], { serialization: 'advanced' });
	await once(child, 'message');
	const call =
		(name: string) =>
		async (argument?: unknown): Promise<never> => {
			const answer = once(child, 'message');
			child.send({ call: name, argument });
			const [{ value, error }] = (await answer) as [{ value?: never; error?: SdkError }];
			if (error) throw Object.assign(new Error(error.message), error);
			return value as never;
		};
	return {
		generate: call('generate'),
		getGeneration: call('getGeneration'),
		getVideoContent: call('getVideoContent'),
		listVideosModels: call('listVideosModels'),
		written: call('written'),
		values: call('values'),
		stop: async () => {
			const exit = once(child, 'exit');
			child.disconnect();
			await exit;
		},
	};
}

/** A body in the SDK's own names: `frame_images` is `frameImages`, and the provider `google-vertex` is `googleVertex`. */
export function inSdkNames(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(inSdkNames);
	if (typeof value !== 'object' || value === null) return value;
	const named = Object.entries(value).map(([name, inside]) => [
		name.replace(/[_-]([a-z])/g, (_, letter: string) => letter.toUpperCase()),
		inSdkNames(inside),
	]);
	return Object.fromEntries(named);
}
