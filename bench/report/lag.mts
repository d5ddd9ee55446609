import type { LagCell, LagPoint, LagResult } from '../measures/lag.mts';
import type { Goal, Section } from './section.mts';
import { percent, plainSeconds, seconds } from './units.mts';

const learnedGoals = [
	{ renderSeconds: 60, share: 0.02, polls: 12 },
	{ renderSeconds: 300, share: 0.01, polls: 20 },
];
// Requests take time, of which the calculation knows nothing: version 0.1 was 0.27 s later than
// calculated for 60 s renders, 3.7 s instead of 3.4 s.
const graceSeconds = 0.2;
const graceShare = 0.1;
const gracePolls = 0.5;

function pointOf({ points }: LagCell, kind: LagPoint['kind']): LagPoint {
	const point = points.find((one) => one.kind === kind);
	if (point === undefined) throw new Error(`Measure (h) has no point "${kind}".`);
	return point;
}

function learnedGoal(cell: LagCell): Goal[] {
	const wanted = learnedGoals.find(({ renderSeconds }) => renderSeconds === cell.renderSeconds);
	if (wanted === undefined) return [];
	const { share, polls } = pointOf(cell, 'learned');
	return [
		{
			goal:
				`learned, ${plainSeconds(cell.renderSeconds)}: mean lag at most ` +
				`${percent(wanted.share)} of the render with at most ${wanted.polls} polls`,
			measured: `${percent(share)} with ${polls.toFixed(1)} polls`,
			isMet: share <= wanted.share && polls <= wanted.polls,
		},
	];
}

function unlearnedGoal(cell: LagCell): Goal {
	const [now, before] = [pointOf(cell, 'unlearned'), pointOf(cell, 'before')];
	const tell = ({ lag, polls }: LagPoint) => `${seconds(lag.mean)} with ${polls.toFixed(1)} polls`;
	return {
		goal:
			`unlearned, ${plainSeconds(cell.renderSeconds)}: no later and no more polls than before it ` +
			`learned (${tell(before)}; ${percent(graceShare)} and ${graceSeconds} s, and ${gracePolls} polls of grace)`,
		measured: tell(now),
		isMet:
			now.lag.mean <= before.lag.mean * (1 + graceShare) + graceSeconds &&
			now.polls <= before.polls + gracePolls,
	};
}

/** What measure (h) found. @param seed of the renders */
export function lagSection({ plan, cells }: LagResult, seed: number): Section {
	const { deviation, learnedFrom, intervals } = plan;
	return {
		title: '(h) Lag against number of polls',
		about:
			'A server that says progress 0 all the time. Renders are drawn from a normal distribution ' +
			`with a standard deviation of ${percent(deviation)} (seed ${seed}); all ways run at the same ` +
			'time in one n8n, one execution each, with the same renders. *Lag* is from the completion to ' +
			`the request for the file. *Learned*: ${learnedFrom} videos of that model were finished ` +
			'before. *Unlearned*: each video is of a model that was never met. *Fixed*: Options → Poll ' +
			`Interval of ${intervals.join(', ')} s. *Before it learned*: the schedule of version 0.1, ` +
			'calculated for the same renders, with requests that take no time.',
		head: ['', 'render', 'videos', 'polls, mean', 'lag, mean', 'most', 'of the render'],
		rows: cells.flatMap(({ renderSeconds, items, points }) =>
			points.map(({ name, polls, lag, share }) => [
				name,
				plainSeconds(renderSeconds),
				String(items),
				polls.toFixed(1),
				seconds(lag.mean),
				seconds(lag.most),
				percent(share),
			]),
		),
		goals: cells.flatMap((cell) => [...learnedGoal(cell), unlearnedGoal(cell)]),
	};
}
