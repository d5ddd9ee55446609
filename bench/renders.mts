import type { Sandbox } from '../test/support/sandbox.mts';

/** Has the next videos rendered in these times, one each. @param renders in seconds */
export async function planRenders(sandbox: Sandbox, renders: number[]): Promise<void> {
	for (const renderSeconds of renders) {
		await sandbox.fault({
			match: { method: 'POST', path: '/videos$' },
			times: 1,
			fault: { job: { renderSeconds } },
		});
	}
}

/** Has the server say 0 all the time, so that only the schedule of the polls works. */
export async function hideProgress(sandbox: Sandbox): Promise<void> {
	await sandbox.fault({
		match: { method: 'GET', path: '/videos/[^/]+$' },
		times: null,
		fault: { merge: { progress: 0 } },
	});
}
