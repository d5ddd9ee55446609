import type { NoticeCell, NoticeResult } from '../measures/notice.mts';
import type { Goal, Section } from './section.mts';
import { plainSeconds, seconds } from './units.mts';

const mostShare = 0.05;
const graceSeconds = 1;
const mostPolls = { renderSeconds: 60, polls: 30 };

function goalsOf(name: string, cells: NoticeCell[]): Goal[] {
	return cells.flatMap(({ renderSeconds, noticedAfter, polls }) => {
		const allowed = renderSeconds * mostShare + graceSeconds;
		const soon: Goal = {
			goal:
				`${name} notices a ${plainSeconds(renderSeconds)} render within ` +
				`${mostShare * 100} % of it and ${plainSeconds(graceSeconds)} ` +
				`(${seconds(allowed)}) on average`,
			measured: seconds(noticedAfter.mean),
			isMet: noticedAfter.mean <= allowed,
		};
		if (renderSeconds !== mostPolls.renderSeconds) return [soon];
		const few: Goal = {
			goal: `${name} asks at most ${mostPolls.polls} times in ${plainSeconds(renderSeconds)}`,
			measured: `${polls} polls`,
			isMet: polls <= mostPolls.polls,
		};
		return [soon, few];
	});
}

/** What measure (b) found. */
export function noticeSection({ plan, rows }: NoticeResult): Section {
	const times = plan.spread.length;
	const { 0: least, [times - 1]: most } = plan.spread;
	return {
		title: '(b) How soon a finished video is noticed',
		about:
			`Renders of ${plan.renders.map(plainSeconds).join(', ')}. Where the end falls between two ` +
			`polls is luck, so each is measured with ${times} videos that render for ${least} to ` +
			`${most} times as long; the built-in node, which makes its items one after the other, gets ` +
			'one of exactly that length each. *Noticed* is the end of the first answer "completed" and ' +
			"*asked for the file* the arrival of the download's request, both in the sandbox's own log, " +
			'counted from the moment of completion. *Polls* are those of the video of exactly that ' +
			'length. With *progress hidden* the server says 0 all the time, so that only the schedule works.',
		head: [
			'',
			'render',
			'videos',
			'noticed after: mean',
			'most',
			'asked for the file after: mean',
			'polls',
		],
		rows: rows.flatMap(({ name, cells }) =>
			cells.map((cell) => [
				name,
				plainSeconds(cell.renderSeconds),
				String(cell.videos),
				seconds(cell.noticedAfter.mean),
				seconds(cell.noticedAfter.most),
				seconds(cell.fetchedAfter.mean),
				String(cell.polls),
			]),
		),
		goals: rows.slice(0, 2).flatMap(({ name, cells }) => goalsOf(name, cells)),
		notes: [
			'The built-in node sleeps for 10 s after every answer, the last one too: it asks for the file ' +
				'10 s after it has noticed. A render whose end falls just before one of its polls (every ' +
				'10 s) flatters what it *noticed*.',
		],
	};
}
