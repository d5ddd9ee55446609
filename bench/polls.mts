import type { LoggedRequest, Sandbox, SandboxJob } from '../test/support/sandbox.mts';

/** How a client followed one video. Times are seconds. */
export interface Followed {
	model: string;
	renderSeconds: number;
	/** how many times it asked */
	polls: number;
	/** from the completion to the end of the first answer that told of it */
	noticedAfter: number;
	/** from the completion to the request for the file */
	fetchedAfter: number;
}

function last(requests: LoggedRequest[], what: string): LoggedRequest {
	const request = requests.at(-1);
	if (request === undefined) throw new Error(`The sandbox's log has no ${what}.`);
	return request;
}

function follow(job: SandboxJob, requests: LoggedRequest[]): Followed {
	const { id, createdAt, completedAt, polls } = job;
	if (completedAt === null) throw new Error(`The video ${id} was never completed.`);
	const gets = requests.filter(({ method }) => method === 'GET');
	// nobody asks again after the answer "completed"
	const told = last(
		gets.filter(({ path }) => path.endsWith(`/videos/${id}`)),
		'poll',
	);
	const fetched = last(
		gets.filter(({ path }) => path.endsWith(`/videos/${id}/content`)),
		'download',
	);
	return {
		model: job.model,
		renderSeconds: (completedAt - createdAt) / 1000,
		polls,
		noticedAfter: (told.at + (told.durationMs ?? 0) - completedAt) / 1000,
		fetchedAfter: (fetched.at - completedAt) / 1000,
	};
}

/** What the sandbox's own records say about every video since its last reset. */
export async function followed(sandbox: Sandbox): Promise<Followed[]> {
	const requests = await sandbox.requests({ host: 'api' });
	return (await sandbox.jobs()).map((job) => follow(job, requests));
}
