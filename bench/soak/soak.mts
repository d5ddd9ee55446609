import { setTimeout as sleep } from 'node:timers/promises';
import { triggerWorkflow } from '../../test/durable/support/triggerStage.mts';
import { until } from '../../test/support/until.mts';
import { duration } from '../progress.mts';
import { startFeed, type Feed } from './feed.mts';
import { takeSample, type Sample } from './sample.mts';
import { openSoakStage, type SoakStage } from './stage.mts';

/** How long and how closely. Times are seconds. */
export interface SoakPlan {
	minutes: number;
	pollSeconds: number;
	fileBytes: number;
	/** how long the server keeps a video */
	keepSeconds: number;
	sampleSeconds: number;
	/** Every how many samples garbage is collected. */
	collectEvery: number;
}

export const soakPlan: Omit<SoakPlan, 'minutes'> = {
	pollSeconds: 5,
	fileBytes: 100_000,
	keepSeconds: 120,
	sampleSeconds: 5,
	collectEvery: 4,
};

export interface SoakResult {
	plan: SoakPlan;
	/** before the workflow was published */
	before: Sample;
	samples: Sample[];
	/** when it was over, the workflow off and all settled */
	after: Sample;
	made: number;
	/** how many of these were reported once, more than once, never */
	once: number;
	twice: number;
	never: number;
	/** warnings of Node about too many listeners in n8n's log */
	listenerWarnings: number;
	/** why it ended before its time */
	brokeOff?: string;
}

const EVERY_MS = 30_000;
const LATE_MS = 120_000;

async function activate({ server, credential, receiver }: SoakStage, plan: SoakPlan) {
	const built = triggerWorkflow({ credential, receiver }, plan.pollSeconds, { downloadFile: true });
	// A database that grows would be n8n's own.
	const settings = { ...built.settings, saveDataSuccessExecution: 'none' };
	const id = await server.session.createWorkflow({ ...built, settings });
	await server.session.publishAndWait(id, LATE_MS);
	return id;
}

const textOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

/** Takes samples until the time is over. @returns why it ended before, if it did */
async function watch(
	stage: SoakStage,
	feed: Feed,
	plan: SoakPlan,
	samples: Sample[],
	say: (text: string) => void,
): Promise<string | undefined> {
	const startedAt = Date.now();
	const seconds = plan.minutes * 60;
	let saidAt = startedAt;
	try {
		for (let count = 0; Date.now() - startedAt < seconds * 1000; count += 1) {
			samples.push(await takeSample(stage, startedAt, count % plan.collectEvery === 0));
			if (Date.now() - saidAt >= EVERY_MS) {
				saidAt = Date.now();
				const past = (saidAt - startedAt) / 1000;
				const last = samples[samples.length - 1];
				say(
					`  soak: ${duration(past)} of ${duration(seconds)}, about ${duration(seconds - past)} left; ` +
						`${feed.ids.length} videos, ${last.reported} reported, ${Math.round(last.rss / 1e6)} MB, ` +
						`${last.sockets} sockets`,
				);
			}
			const next = startedAt + (count + 1) * plan.sampleSeconds * 1000;
			await sleep(Math.max(next - Date.now(), 0));
		}
		return undefined;
	} catch (error) {
		return textOf(error);
	}
}

function countsOf({ receiver }: SoakStage, ids: string[]) {
	const times = new Map<string, number>(ids.map((id) => [id, 0]));
	for (const { body } of receiver.uploads) {
		const { id } = JSON.parse(body.toString()) as { id: string };
		times.set(id, (times.get(id) ?? 0) + 1);
	}
	const counts = [...times.values()];
	return {
		once: counts.filter((count) => count === 1).length,
		twice: counts.filter((count) => count > 1).length,
		never: counts.filter((count) => count === 0).length,
	};
}

/** Has all that is still under way come to its end, and looks at what is left. */
async function finish(stage: SoakStage, feed: Feed, workflowId: string, plan: SoakPlan) {
	await feed.stop();
	const allHeard = () => stage.receiver.uploads.length >= feed.ids.length;
	// What is missing then is counted.
	await until('all reports', allHeard, LATE_MS).catch(() => {});
	// Two more polls, for those that would be reported twice.
	await sleep(plan.pollSeconds * 2000);
	const { session } = stage.server;
	await session.rest('POST', `/workflows/${workflowId}/deactivate`);
	const startedAt = Date.now();
	const look = async () => await takeSample(stage, startedAt, true);
	let last = await look();
	while (last.toServer > 0 && Date.now() - startedAt < LATE_MS) {
		await sleep(1000);
		last = await look();
	}
	return last;
}

/** A real n8n with the polling trigger, and one video a second for so many minutes. */
export async function soak(plan: SoakPlan, say: (text: string) => void): Promise<SoakResult> {
	say('  soak: starting n8n and the sandbox');
	const stage = await openSoakStage(plan.fileBytes);
	try {
		const before = await takeSample(stage, Date.now(), true);
		const workflowId = await activate(stage, plan);
		const feed = startFeed(stage.sandbox, plan.keepSeconds);
		const samples: Sample[] = [];
		let brokeOff = await watch(stage, feed, plan, samples, say);
		say('  soak: the last reports, and what is left open');
		// What was seen until then is worth a report, whatever ended it.
		const after = await finish(stage, feed, workflowId, plan).catch((error: unknown) => {
			brokeOff ??= textOf(error);
			return samples[samples.length - 1] ?? before;
		});
		const output = await stage.server.output();
		return {
			plan,
			before,
			samples,
			after,
			made: feed.ids.length,
			...countsOf(stage, feed.ids),
			listenerWarnings: output.split('MaxListenersExceededWarning').length - 1,
			...(brokeOff !== undefined && { brokeOff }),
		};
	} finally {
		await stage.close();
	}
}
