import { setTimeout as sleep } from 'node:timers/promises';
import { toExecution, unflatten, type Binary, type Execution } from './execution.mts';

/** The account that owns an n8n which this project sets up. It is a local one, for nobody else. */
export const owner = {
	email: 'demo@example.com',
	firstName: 'Demo',
	lastName: 'Owner',
	password: 'Sandbox-2026',
};

/** A workflow as n8n exports it. */
export interface WorkflowJson {
	id?: string;
	name: string;
	nodes: Array<Record<string, unknown> & { name: string; type: string }>;
	connections: Record<string, unknown>;
	settings?: Record<string, unknown>;
	[field: string]: unknown;
}

/** A credential as n8n exports it with `--decrypted`. */
export interface CredentialJson {
	id: string;
	name: string;
	type: string;
	data: Record<string, unknown>;
}

/** What the credential's test button answers. */
export interface CredentialTest {
	status: 'OK' | 'Error';
	message: string;
}

/** What n8n's list of executions tells about one. */
export interface ExecutionSummary {
	id: string;
	status: string;
	/** `manual`, `webhook`, `trigger` …; `integrated` for a sub-execution */
	mode: string;
}

/** How far n8n is with a workflow that was published. */
export interface Publication {
	status: 'not_published' | 'in_progress' | 'published' | 'partial' | 'failed';
	triggers: Array<{ nodeId: string; status: string; errorMessage: string | null }>;
}

/** An answer of n8n's API that was not a success. */
export class RestError extends Error {
	constructor(
		readonly status: number,
		request: string,
		body: string,
	) {
		super(`n8n answered ${status} to ${request}: ${body.slice(0, 500)}`);
	}
}

/** Headers of every request to n8n: on a busy machine it closes an idle connection in the moment in which it is used again. */
export const CLOSE = { connection: 'close' };

const ended = new Set(['success', 'error', 'canceled', 'crashed']);

/** A signed-in user who does what the editor does, through the same API. */
export class Session {
	#cookie = '';

	/** @param url where n8n listens, e.g. `http://127.0.0.1:5678` */
	constructor(readonly url: string) {}

	async #send(method: string, path: string, body?: unknown): Promise<Response> {
		const response = await fetch(`${this.url}${path}`, {
			method,
			headers: { 'content-type': 'application/json', cookie: this.#cookie, ...CLOSE },
			body: body === undefined ? undefined : JSON.stringify(body),
		});
		const [cookie] = response.headers.getSetCookie();
		if (cookie) this.#cookie = cookie.split(';')[0];
		if (!response.ok) {
			throw new RestError(response.status, `${method} ${path}`, await response.text());
		}
		return response;
	}

	/**
	 * One call to n8n's own API.
	 * @param path below `/rest`
	 * @returns the answer's `data`
	 * @throws RestError with n8n's own text
	 */
	async rest<T>(method: string, path: string, body?: unknown): Promise<T> {
		const response = await this.#send(method, `/rest${path}`, body);
		return ((await response.json()) as { data: T }).data;
	}

	/** Reads one of the JSON files that n8n gives to the editor. @param path e.g. `/types/nodes.json` */
	async file<T>(path: string): Promise<T> {
		return (await (await this.#send('GET', path)).json()) as T;
	}

	/** Sets up the owner of a new n8n, or signs in to one that has it already. */
	async signIn(): Promise<void> {
		try {
			await this.rest('POST', '/owner/setup', owner);
		} catch (error) {
			// n8n 2.41: "Instance owner already setup"
			if (!(error instanceof RestError) || error.status !== 400) throw error;
			const { email: emailOrLdapLoginId, password } = owner;
			await this.rest('POST', '/login', { emailOrLdapLoginId, password });
		}
	}

	/** Saves a new credential. @returns its id */
	async createCredential(credential: Omit<CredentialJson, 'id'>): Promise<string> {
		return (await this.rest<{ id: string }>('POST', '/credentials', credential)).id;
	}

	/** Presses the test button of a saved credential. */
	async testCredential(credential: CredentialJson): Promise<CredentialTest> {
		return await this.rest('POST', '/credentials/test', { credentials: credential });
	}

	/** Saves a new workflow. @returns its id */
	async createWorkflow(workflow: WorkflowJson): Promise<string> {
		return (await this.rest<{ id: string }>('POST', '/workflows', workflow)).id;
	}

	/**
	 * Presses *Execute workflow*.
	 * @param trigger name of the trigger node to start from
	 * @returns the execution's id
	 */
	async run(workflowId: string, trigger: string): Promise<string> {
		const { executionId } = await this.rest<{ executionId: string }>(
			'POST',
			`/workflows/${workflowId}/run`,
			{ triggerToStartFrom: { name: trigger } },
		);
		return executionId;
	}

	/** Publishes a workflow, so that its webhooks and schedules work. */
	async publish(workflowId: string): Promise<void> {
		const { versionId } = await this.rest<{ versionId: string }>('GET', `/workflows/${workflowId}`);
		await this.rest('POST', `/workflows/${workflowId}/activate`, { versionId });
	}

	/** How far n8n is with what was published: it activates the triggers a moment later. */
	async publicationOf(workflowId: string): Promise<Publication> {
		return await this.rest('GET', `/workflows/${workflowId}/publication-status`);
	}

	/** Publishes a stored workflow and waits until its triggers are activated: a polling one has then polled once. */
	async publishAndWait(workflowId: string, waitMs = 60_000): Promise<void> {
		await this.publish(workflowId);
		for (const deadline = Date.now() + waitMs; ; await sleep(100)) {
			const { status, triggers } = await this.publicationOf(workflowId);
			if (status === 'published') return;
			if (status === 'failed' || Date.now() > deadline) {
				throw new Error(`n8n did not activate the workflow: ${JSON.stringify(triggers)}`);
			}
		}
	}

	/** Calls a published webhook, waiting for n8n to listen. @param path below `/webhook/` */
	async callWebhook(path: string, body: unknown, waitMs = 60_000): Promise<Response> {
		const deadline = Date.now() + waitMs;
		for (;;) {
			try {
				return await this.#send('POST', `/webhook/${path}`, body);
			} catch (error) {
				const notYet = error instanceof RestError && error.status === 404;
				if (!notYet || Date.now() > deadline) throw error;
				await sleep(200);
			}
		}
	}

	/** Presses *Stop*. */
	async stop(executionId: string): Promise<void> {
		await this.rest('POST', `/executions/${executionId}/stop`);
	}

	/** Reads an execution with all its data. */
	async execution(executionId: string): Promise<Execution> {
		const { data, ...rest } = await this.rest<{ data: string }>(
			'GET',
			`/executions/${executionId}`,
		);
		return toExecution({ ...rest, data: unflatten(data) } as Parameters<typeof toExecution>[0]);
	}

	/** The newest 100 executions of a workflow without their data, newest first. */
	async summariesOf(workflowId: string): Promise<ExecutionSummary[]> {
		const filter = encodeURIComponent(JSON.stringify({ workflowId }));
		const { results } = await this.rest<{ results: ExecutionSummary[] }>(
			'GET',
			`/executions?filter=${filter}&limit=100`,
		);
		return results;
	}

	/** Ids of a workflow's executions, newest first. */
	async executionsOf(workflowId: string): Promise<string[]> {
		return (await this.summariesOf(workflowId)).map(({ id }) => id);
	}

	/** Waits for an execution's end. @throws Error when it goes on for longer than `waitMs` */
	async finished(executionId: string, waitMs = 120_000): Promise<Execution> {
		const deadline = Date.now() + waitMs;
		for (;;) {
			const execution = await this.execution(executionId);
			if (ended.has(execution.status)) return execution;
			if (Date.now() > deadline) {
				throw new Error(
					`Execution ${executionId} is still ${execution.status} after ${waitMs} ms.`,
				);
			}
			await sleep(100);
		}
	}

	/** Saves a workflow, runs it by hand and waits for its end. */
	async runToEnd(workflow: WorkflowJson, trigger: string, waitMs?: number): Promise<Execution> {
		const id = await this.createWorkflow(workflow);
		return await this.finished(await this.run(id, trigger), waitMs);
	}

	/** Downloads a file of an execution, as the editor's *Download* button does. */
	async download(binary: Binary): Promise<Buffer> {
		if (binary.id === undefined) return Buffer.from(binary.data, 'base64');
		const query = new URLSearchParams({ id: binary.id, action: 'download' });
		const response = await this.#send('GET', `/rest/binary-data?${query}`);
		return Buffer.from(await response.arrayBuffer());
	}
}
