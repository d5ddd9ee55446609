import type { NodeApiError } from 'n8n-workflow';
import type { VideosError } from '../../client/errors';
import { idList } from '../shared/idList';
import type { Run } from './run';
import type { RunState } from './runState';

function otherVideos(state: RunState, own: string | undefined): string {
	const created = [...state.created.entries()].sort(([one], [other]) => one - other);
	const others = created.flatMap(([item, ids]) =>
		ids.filter((id) => id !== own).map((id) => `${id} (item ${item})`),
	);
	if (others.length === 0) return '';
	return ` This run also created these videos, which are not lost: ${idList(others)}.`;
}

// The item whose error n8n shows may fail before the other items' creates have answered.
function describeAll(state: RunState): void {
	for (const [error, { hint, own }] of state.raised) {
		error.description = `${hint}${otherVideos(state, own)}`.trim() || null;
	}
}

/**
 * Prepares an error that ends the node, and with it the other items' results: its description lists every
 * video that this run created, also those whose create answers later.
 */
export function raise(error: NodeApiError, failure: VideosError, state: RunState): NodeApiError {
	const { hint = '', videoId } = failure.details;
	state.raised.set(error, { hint, own: videoId });
	describeAll(state);
	return error;
}

/** Takes a video that failed off the list of those that are not lost. */
export function noteFailed({ state, itemIndex, redaction }: Run, videoId: string): void {
	const id = redaction.text(videoId);
	const ids = state.created.get(itemIndex) ?? [];
	const others = ids.filter((other) => other !== id);
	state.created.set(itemIndex, others);
	describeAll(state);
}

/** Remembers that this run created a video, in every error that it has raised. */
export function noteCreated({ state, itemIndex, redaction }: Run, videoId: string): void {
	const id = redaction.text(videoId);
	const ids = state.created.get(itemIndex) ?? [];
	if (!ids.includes(id)) state.created.set(itemIndex, [...ids, id]);
	describeAll(state);
}
