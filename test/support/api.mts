import type { Sandbox } from './sandbox.mts';

/** Plain calls of a sandbox's Videos API, for what the SDK cannot or would not send. */
export function apiOf(sandbox: Sandbox) {
	const auth = { authorization: `Bearer ${sandbox.key}` };
	const call = (method: string, path: string, init: RequestInit = {}) =>
		fetch(sandbox.baseUrl + path, { method, headers: auth, ...init });
	const postJson = (path: string, body: unknown, headers: Record<string, string> = {}) =>
		call('POST', path, {
			headers: { ...auth, 'content-type': 'application/json', ...headers },
			body: typeof body === 'string' ? body : JSON.stringify(body),
		});
	/** Creates a video and resolves to its id. */
	const create = async (fields: Record<string, unknown> = {}) => {
		const answer = await postJson('/videos', { prompt: 'a test card', ...fields });
		return ((await answer.json()) as { id: string }).id;
	};
	/** Creates a video and waits until it has ended. */
	const createEnded = async (fields: Record<string, unknown> = {}) => {
		const id = await create(fields);
		for (;;) {
			const job = (await sandbox.jobs()).find((entry) => entry.id === id);
			if (job?.completedAt) return id;
			await new Promise((resolve) => setTimeout(resolve, 20));
		}
	};
	return { call, postJson, create, createEnded };
}

/** Status and JSON body of an answer. */
export async function answered(answer: Promise<Response>) {
	const { status, ...rest } = await answer.then(async (response) => ({
		status: response.status,
		body: (await response.json()) as Record<string, unknown>,
	}));
	return { status, ...rest };
}
