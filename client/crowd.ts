import { hasEnded } from '../protocol/reading/status';
import { pages, type ListedVideo } from './pages';
import type { Server } from './retrieve';
import { anySignal, DONE, orAborted, pause, startTimeout, throwIfInterrupted } from './signals';

/** From so many waits on, it is worth asking for all of them at once. */
const LEAST_WAITS = 10;
/** How long questions are gathered, in milliseconds. */
const GATHER_MS = 300;
/** How long a wait trusts that the list answers, in milliseconds; then it asks for itself. */
const LONGEST_ASK_MS = 10_000;
const PAGE_VIDEOS = 100;
// A server that has smaller pages must still answer for ten at a time.
const LEAST_PER_PAGE = 10;
const MOST_PAGES = 100;
// A job may be listed a moment after its create; a gateway may list other ids than it gave.
const MOST_MISSES = 2;

/** What must be the same for one list to answer for two waits: the server, and who asks it for what. */
function keyOf({ account, baseUrl, dialect, extraHeaders, extraQuery }: Server): string {
	return JSON.stringify([account, baseUrl, dialect.name, extraHeaders, extraQuery]);
}

/**
 * The waits of a run. Where many wait for the same server with the same key, and it has a list, one request for the list answers what each of them
 * would ask with a request of its own. When each wait asks is its own matter, and what the list does not say, each asks for itself.
 */
export class Crowd {
	private readonly groups = new Map<string, Group>();

	/** A wait has begun. */
	enter(server: Server, id: string): Member {
		const key = keyOf(server);
		const group = this.groups.get(key) ?? new Group(server.dialect.offers.includes('list'));
		this.groups.set(key, group);
		return group.add(server, id);
	}
}

/** The waits that one list can answer. */
class Group {
	private readonly members = new Set<Member>();
	private isReading = false;
	/** Lists in a row that said nothing about any member, or could not be read. */
	private emptyLists = 0;

	constructor(private readonly hasList: boolean) {}

	add(server: Server, id: string): Member {
		const member = new Member(server, id, this);
		this.members.add(member);
		return member;
	}

	remove(member: Member): void {
		this.members.delete(member);
	}

	/** Whether it is worth reading the list. */
	get isWorthIt(): boolean {
		return this.hasList && this.members.size >= LEAST_WAITS && !this.isFruitless;
	}

	private get isFruitless(): boolean {
		return this.emptyLists >= MOST_MISSES;
	}

	private get asking(): Member[] {
		return [...this.members].filter(({ isAsking }) => isAsking);
	}

	/** Reads the list as long as somebody asks. @throws VideosError when the work is interrupted */
	async readWhileAsked({ transport }: Server): Promise<void> {
		if (this.isReading) return;
		this.isReading = true;
		try {
			do {
				await pause(transport, GATHER_MS);
				const { asking } = this;
				if (asking.length === 0) return;
				await this.readFor(asking);
			} while (!this.isFruitless);
			// Some have asked while the last list was read: they ask for themselves.
			for (const member of this.asking) member.hear(undefined);
		} finally {
			this.isReading = false;
		}
	}

	private async readFor(asking: Member[]): Promise<void> {
		const ids = new Set([...this.members].map(({ id }) => id));
		const found = await findAll(asking[0].server, ids, new Set(asking.map(({ id }) => id)));
		this.emptyLists = found.size === 0 ? this.emptyLists + 1 : 0;
		for (const member of asking) member.hear(found.get(member.id));
		for (const member of this.members) {
			const listed = found.get(member.id);
			if (listed !== undefined && hasEnded(listed.video.status)) member.hearEnd(listed);
		}
	}
}

/** One wait of a crowd. */
export class Member {
	private answer: ((listed: ListedVideo | undefined) => void) | undefined;
	/** Questions in a row that the list did not answer. */
	private misses = 0;
	private news: AbortController | undefined = new AbortController();
	private ended: ListedVideo | undefined;
	/** From then on, there is nothing more to learn from the list. */
	private hasHeardEnd = false;

	constructor(
		readonly server: Server,
		readonly id: string,
		private readonly group: Group,
	) {}

	/** Aborted when the list says, without being asked, that the job has ended; undefined once that is known. */
	get signal(): AbortSignal | undefined {
		return this.news?.signal;
	}

	/** What the list said of the job when it had ended, where this wait had not asked. It is said once. */
	takeNews(): ListedVideo | undefined {
		const { ended } = this;
		if (ended !== undefined) this.news = undefined;
		this.ended = undefined;
		return ended;
	}

	/** Whether the wait is waiting for what the list says. */
	get isAsking(): boolean {
		return this.answer !== undefined;
	}

	/**
	 * What the server's list says of the job; undefined where the wait must ask for itself.
	 * @param mostMs the longest to wait for it, in milliseconds
	 * @throws VideosError at once when the work is interrupted
	 */
	async ask(mostMs: number): Promise<ListedVideo | undefined> {
		if (this.hasHeardEnd || this.misses >= MOST_MISSES || !this.group.isWorthIt) return undefined;
		const { stopSignal } = this.server.transport;
		const answered = new Promise<ListedVideo | undefined>((resolve) => (this.answer = resolve));
		void this.group.readWhileAsked(this.server).catch(() => undefined);
		const timeout = startTimeout(Math.min(mostMs, LONGEST_ASK_MS));
		return await orAborted(answered, anySignal(stopSignal, timeout.signal))
			.catch(() => {
				throwIfInterrupted(stopSignal);
				this.hear(undefined);
				return undefined;
			})
			.finally(timeout.clear);
	}

	/** Called with what the list says to the question of this wait. */
	hear(listed: ListedVideo | undefined): void {
		this.misses = listed === undefined ? this.misses + 1 : 0;
		if (listed !== undefined && hasEnded(listed.video.status)) this.hasHeardEnd = true;
		this.answer?.(listed);
		this.answer = undefined;
	}

	/** Called when the list says that the job has ended, also where this wait has not asked. */
	hearEnd(listed: ListedVideo): void {
		if (this.hasHeardEnd) return;
		if (this.isAsking) return this.hear(listed);
		this.hasHeardEnd = true;
		this.ended = listed;
		this.news?.abort(DONE);
	}

	/** The wait is over. */
	leave(): void {
		this.group.remove(this);
		this.answer = undefined;
	}
}

/**
 * What the list says about the jobs of the waits, on as many pages as are worth it for those that ask. What was found before a page failed
 * counts.
 * @param ids of all jobs of the waits
 * @param asked the ids that somebody asks for
 */
async function findAll(
	server: Server,
	ids: ReadonlySet<string>,
	asked: ReadonlySet<string>,
): Promise<Map<string, ListedVideo>> {
	const found = new Map<string, ListedVideo>();
	const missing = new Set(asked);
	const most = Math.min(Math.ceil(asked.size / LEAST_PER_PAGE), MOST_PAGES);
	const bounds = { pages: most, videos: Infinity };
	// All wait for it: it goes first, is asked for once, and not for long.
	const hurried = { ...server, timeoutMs: Math.min(server.timeoutMs, LONGEST_ASK_MS) };
	const wanted = { goesOn: true, once: true, priority: 'create' } as const;
	try {
		for await (const { videos } of pages(hurried, wanted, () => PAGE_VIDEOS, bounds)) {
			for (const listed of videos) {
				const { id } = listed.video;
				if (ids.has(id)) found.set(id, listed);
				missing.delete(id);
			}
			if (missing.size === 0) break;
		}
	} catch {
		// It failed, or has more pages: whoever misses an answer asks for itself, and hears there what is wrong.
	}
	return found;
}

/** Whether a listed video says all that there is to know: one that goes on does. Why one failed stands in its own answer. */
export function isEnough({ dialect }: Server, { video }: ListedVideo): boolean {
	if (!hasEnded(video.status)) return true;
	return video.status === 'completed' && dialect.listsWholeJobs === true;
}
