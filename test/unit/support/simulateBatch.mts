import { nextPoll } from '../../../client/pollSchedule';
import { expectation } from '../../../client/renderTimes/expectation';
import type { Forecast } from '../../../client/renderTimes/forecast';
import { RenderTimes } from '../../../client/renderTimes/renderTimes';

const SERVER = 'http://h/v1';
const KIND = { model: 'm' };

interface Job {
	renderMs: number;
	nextMs: number;
	goingOnMs: number;
	forecast: Forecast | undefined;
	polls: number;
	lateMs: number;
}

/**
 * Waits for jobs that were created together, on a clock of its own: each learns from those that end before it.
 * @param learnedMs the render times of earlier jobs
 * @returns the means over all jobs; `share` is the lag of the render
 */
export function simulateBatch(
	rendersMs: readonly number[],
	learnedMs: readonly number[],
	shift: () => number,
): { polls: number; share: number } {
	const times = new RenderTimes();
	for (const ms of learnedMs) times.note(SERVER, KIND, ms);
	const plan = (job: Job, now: number) => {
		job.forecast = expectation(job.forecast, now, () => times.forecast(SERVER, KIND));
		const { delayMs } = nextPoll({
			...{ elapsedMs: now, ageMs: now, forecast: job.forecast, shift: shift() },
			...{ progress: 0, previousProgress: 0, hastened: 0, intervalSeconds: 0 },
		});
		job.nextMs = now + delayMs;
	};
	const jobs = rendersMs.map((renderMs): Job => {
		return { renderMs, nextMs: 0, goingOnMs: 0, forecast: undefined, polls: 0, lateMs: 0 };
	});
	for (const job of jobs) plan(job, 0);
	for (const running = new Set(jobs); running.size > 0;) {
		const job = [...running].reduce((one, other) => (other.nextMs < one.nextMs ? other : one));
		const now = job.nextMs;
		job.polls += 1;
		if (now < job.renderMs) {
			job.goingOnMs = now;
			plan(job, now);
			continue;
		}
		running.delete(job);
		job.lateMs = now - job.renderMs;
		times.note(SERVER, KIND, (job.goingOnMs + now) / 2);
	}
	const mean = (of: (job: Job) => number) =>
		jobs.reduce((sum, job) => sum + of(job), 0) / jobs.length;
	return { polls: mean(({ polls }) => polls), share: mean((job) => job.lateMs / job.renderMs) };
}
