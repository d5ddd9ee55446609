import type { ChangeResult } from '../measures/change.mts';
import { mean } from '../numbers.mts';
import type { Section } from './section.mts';
import { percent, plainSeconds, seconds } from './units.mts';

const mostShare = 0.1;

/** What measure (i) found. @param seed of the renders */
export function changeSection(result: ChangeResult, seed: number): Section {
	const { plan, jobs, share, shareBefore } = result;
	const { models, learnedFrom, beforeSeconds, afterSeconds, deviation } = plan;
	return {
		title: '(i) A render time that changes',
		about:
			`${learnedFrom} videos of ${plainSeconds(beforeSeconds)} are learned, then the next one takes ` +
			`${plainSeconds(afterSeconds)} (standard deviation ${percent(deviation)}, seed ${seed}), with ` +
			`progress hidden: ${models} models at once, each of which learns for itself. *Lag* as in (h).`,
		head: ['first job after the change', 'render', 'polls', 'lag', 'of the render'],
		rows: jobs.map((job, index) => [
			`model ${index + 1}`,
			seconds(job.renderSeconds),
			String(job.polls),
			seconds(job.lag),
			percent(job.lag / job.renderSeconds),
		]),
		goals: [
			{
				goal: `the first job's lag is at most ${percent(mostShare)} of its render on average`,
				measured:
					`${percent(share)}, with ${mean(jobs.map(({ polls }) => polls)).toFixed(1)} polls ` +
					`(before it learned, calculated: ${percent(shareBefore)})`,
				isMet: share <= mostShare,
			},
		],
	};
}
