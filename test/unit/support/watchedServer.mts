import { advance } from '../../../nodes/VideoGenerationTrigger/cursor/advance';
import {
	missingOf,
	type Cursor,
	type PollOptions,
} from '../../../nodes/VideoGenerationTrigger/cursor/cursor';
import { readPage, type Page } from '../../../protocol/reading/page';
import { readOn, startReading } from '../../../nodes/VideoGenerationTrigger/cursor/readPages';
import { readVideo } from '../../../protocol/reading/video';

/** How a simulated server lists its videos. */
export interface ListStyle {
	hasTimes: boolean;
	hasMore: boolean;
	oldestFirst: boolean;
	pageSize: number;
}

/** A simulated video. Times are Unix seconds; null while it renders. */
export interface Job {
	id: string;
	created: number;
	/** When the list first shows it. */
	visible: number;
	ended: number | null;
	status: 'completed' | 'failed';
	deleted: boolean;
}

/** A server in memory, whose jobs a test creates and ends as it likes. */
export class WatchedServer {
	jobs: Job[] = [];
	now = 1_800_000_000;

	constructor(readonly style: ListStyle) {}

	create(delay = 0): Job {
		const id = `v${this.jobs.length}`;
		const visible = this.now + delay;
		const job: Job = {
			...{ id, created: this.now, visible, ended: null, status: 'completed', deleted: false },
		};
		this.jobs.push(job);
		return job;
	}

	private show({ id, created, ended, status }: Job) {
		const state = ended === null ? 'in_progress' : status;
		return { id, status: state, ...(this.style.hasTimes && { created_at: created }) };
	}

	page(after: string): unknown {
		const { oldestFirst, pageSize, hasMore } = this.style;
		const shown = this.jobs.filter(({ deleted, visible }) => !deleted && visible <= this.now);
		if (!oldestFirst) shown.reverse();
		const start = after === '' ? 0 : shown.findIndex(({ id }) => id === after) + 1;
		const data = shown.slice(start, start + pageSize).map((job) => this.show(job));
		return { data, ...(hasMore && { has_more: start + pageSize < shown.length }) };
	}

	retrieve(id: string): unknown {
		const job = this.jobs.find((one) => one.id === id && !one.deleted);
		return job && this.show(job);
	}
}

/** A poll of the server as the trigger does it. @param pagesLeft after so many pages the list fails */
export function pollServer(
	server: WatchedServer,
	cursor: Cursor | undefined,
	options: PollOptions,
	pagesLeft = Infinity,
) {
	let progress = startReading();
	let after: string | undefined = '';
	let pages = 0;
	for (; after !== undefined && !progress.isEnough && pages < pagesLeft; pages += 1) {
		const page: Page = readPage(server.page(after), 1)!;
		const fresh = page.data
			.map((json) => ({ video: readVideo(json)!, response: { json } }))
			.filter(({ video }) => video !== undefined && !progress.seen.has(video.id));
		after = fresh.length > 0 ? page.after : undefined;
		progress = readOn(cursor, options, progress, { videos: fresh, isLast: after === undefined });
	}
	const videos = [...progress.seen.values()].map(({ video }) => video);
	const isComplete = progress.isEnough;
	const missing = isComplete ? missingOf(cursor, videos) : [];
	const answers = missing.map((id) => readVideo(server.retrieve(id), id));
	const asked = answers.filter((video) => video !== undefined);
	const gone = missing.filter((_, n) => answers[n] === undefined);
	const reading = { videos, isComplete, isWhole: progress.isWhole, asked, gone };
	return { ...advance(cursor, options, reading), pages, asked: missing.length };
}
