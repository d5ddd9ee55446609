import { hasEnded } from '../protocol/reading/status';
import type { Video } from '../protocol/reading/video';
import type { Crowd, Member } from './crowd';
import type { Poll } from './pollOnce';
import { unknownWord, type RetrievedVideo } from './readJob';
import type { Forecast } from './renderTimes/forecast';
import { jobAgeMs, seenOf } from './renderTimes/jobTimes';
import { kindOf, type RenderKind } from './renderTimes/renderTimes';
import { isOk, reasonOf, type ApiResponse } from './response';
import type { Server } from './retrieve';

/** How long to wait for a video, and how often to poll. */
export interface WaitPlan {
	minutes: number;
	/** 0 is automatic. */
	intervalSeconds: number;
	/** Whether the file is wanted if it stands in the answer. */
	wantsFile?: boolean;
	/** The waits of this run, which may ask together; left out, each asks for itself. */
	crowd?: Crowd;
	/** Whether the server's own answer about the finished job is wanted as it is. */
	wantsAnswer?: boolean;
	/** What the create asked for, of a job that was just created. */
	asked?: RenderKind;
}

/** A job as far as a wait needs it while the job goes on: without its prompt and the body of the answer, which may be large. */
export interface SeenJob {
	video: Pick<Video, 'status' | 'progress'>;
	kind: RenderKind;
	/** The server's own word for the status where nobody has seen it yet. */
	word: string | undefined;
}

/** What a wait knows between two polls. Thousands may be held at once, for an hour. Times are epoch milliseconds. */
export interface Wait {
	startedAt: number;
	/** When the job was created, as far as is known. */
	createdAt: number;
	/** When it was last seen going on. */
	goingOnAt: number | undefined;
	plan: WaitPlan;
	/** The job as last seen. */
	retrieved: SeenJob | undefined;
	/** The job with its answer, once it has ended. */
	ended: RetrievedVideo | undefined;
	/** The headers and status of the last answer, also of one that said nothing. */
	last: Pick<ApiResponse, 'headers' | 'status'> | undefined;
	/** Why the last answer was no use. */
	lastReason: string | undefined;
	/** When it is expected to end, if earlier jobs of its kind are known. */
	forecast: Forecast | undefined;
	previousProgress: number | null;
	hastened: number;
	polls: number;
	/** Its place among the waits of the run. */
	member: Member | undefined;
	/** Answers "not found" in a row. */
	missing: number;
}

function noteJob(wait: Wait, retrieved: RetrievedVideo): void {
	const { video } = retrieved;
	const { status, progress } = video;
	const kind = kindOf(video, wait.plan.asked);
	wait.retrieved = { video: { status, progress }, kind, word: unknownWord(retrieved) };
	if (hasEnded(status)) wait.ended = retrieved;
	else wait.goingOnAt = Date.now();
}

/** A job that was there before the wait is older than the wait. */
function noteAge(wait: Wait, { video, response }: RetrievedVideo): void {
	const now = Date.now();
	const age = jobAgeMs(video, response.headers, now);
	if (age !== undefined) wait.createdAt = Math.min(wait.createdAt, now - age);
}

/** What is kept of the last answer: without its body, which is not needed any more. */
function lastOf({ last }: Wait, { retrieved, response }: Poll): Wait['last'] {
	if (response !== undefined) return { headers: response.headers, status: response.status };
	// The list says nothing about when to ask again: what the job's own answer said still holds.
	const isListed = retrieved !== undefined;
	return isListed && last !== undefined && isOk(last) ? last : undefined;
}

/** Adds what a poll has said. */
export function noteAnswer(wait: Wait, { retrieved, response }: Poll): void {
	wait.polls += 1;
	wait.previousProgress = wait.retrieved?.video.progress ?? null;
	wait.missing = response?.status === 404 ? wait.missing + 1 : 0;
	if (retrieved !== undefined && wait.retrieved === undefined) noteAge(wait, retrieved);
	if (retrieved !== undefined) noteJob(wait, retrieved);
	wait.last = lastOf(wait, { retrieved, response });
	wait.lastReason = response && retrieved === undefined ? reasonOf(response, 1000) : undefined;
}

/** A wait that begins now. @param first what is already known about the job, such as the answer of its create */
export function startWait(plan: WaitPlan, first: RetrievedVideo | undefined): Wait {
	const { headers, status } = first?.response ?? {};
	const now = Date.now();
	const wait: Wait = {
		startedAt: now,
		createdAt: now,
		goingOnAt: undefined,
		plan,
		retrieved: undefined,
		ended: undefined,
		last: headers && status !== undefined ? { headers, status } : undefined,
		lastReason: undefined,
		forecast: undefined,
		previousProgress: null,
		hastened: 0,
		polls: 0,
		member: undefined,
		missing: 0,
	};
	if (first !== undefined) noteJob(wait, first);
	return wait;
}

/** Learns how long a job took that has ended. */
export function learn({ renderTimes, baseUrl }: Server, wait: Wait, ended: RetrievedVideo): void {
	renderTimes?.learn(baseUrl, ended.video, seenOf(wait, Date.now()), wait.plan.asked);
}
