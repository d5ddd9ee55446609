import type { Video } from '../../../protocol/reading/video';

/** How a video can end. */
export type VideoEvent = 'completed' | 'failed';

/** Which videos somebody wants to hear of. */
export interface Filter {
	events: VideoEvent[];
	/** Compared without regard to case; empty for every model. */
	model: string;
}

/** Whether a video has ended in a way that is wanted. */
export function isWanted({ status, model }: Video, { events, model: wanted }: Filter): boolean {
	if (!events.some((event) => event === status)) return false;
	return wanted === '' || model?.toLowerCase() === wanted.toLowerCase();
}

// Later than the year 5000 in seconds: some tell milliseconds.
const MILLISECONDS = 1e11;

/** When a video was created, in Unix seconds; null where the server does not tell. */
export function createdAt({ created_at: time }: Video): number | null {
	return time !== null && time > MILLISECONDS ? time / 1000 : time;
}
