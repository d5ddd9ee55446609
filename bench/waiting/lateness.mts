import type { Sandbox } from '../../test/support/sandbox.mts';

/** How the videos of a sandbox were followed, by its own log. */
export interface Lateness {
	/** From each video's end to the first request for its file, in seconds. */
	late: number[];
	/** requests by which the wait asked for a video's state: up to the first after its end; Download asks once more, for itself */
	checks: number;
	/** how often each video's file was asked for */
	downloads: number[];
}

/** @throws Error when a video's file was never asked for */
export async function latenessOf(sandbox: Sandbox): Promise<Lateness> {
	const asked = await sandbox.requests({ path: /\/content$/ });
	const states = await sandbox.requests({ method: 'GET', path: /\/videos\/[^/]+$/ });
	const jobs = await sandbox.jobs();
	const each = jobs.map(({ id, completedAt }) => {
		const own = asked.filter(({ path }) => path.endsWith(`/${id}/content`));
		if (own.length === 0 || completedAt === null) throw new Error(`${id} was never downloaded.`);
		const before = states.filter(({ path, at }) => path.endsWith(`/${id}`) && at < completedAt);
		return {
			late: (own[0].at - completedAt) / 1000,
			downloads: own.length,
			checks: before.length + 1,
		};
	});
	return {
		late: each.map(({ late }) => late),
		checks: each.reduce((sum, { checks }) => sum + checks, 0),
		downloads: each.map(({ downloads }) => downloads),
	};
}
