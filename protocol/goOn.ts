import type { Feature } from './dialects/dialect';

/** How to go on with a video that exists on the server; empty where the server cannot be asked for it. */
export function goOnWith(id: string, lacks: readonly Feature[] = []): string {
	if (lacks.includes('retrieve')) return '';
	return `Nothing is lost: use the operation "Wait for Completion" with the video ${id} to go on.`;
}

/** How to find out whether a create was taken whose answer did not come. */
export function lookForCreated(lacks: readonly Feature[]): string {
	const where = lacks.includes('list')
		? "in the provider's dashboard or the server's log"
		: 'with the operation "Get Many" (or in the provider\'s dashboard)';
	const then = lacks.includes('retrieve') ? '' : ', then go on with "Wait for Completion"';
	return `Look ${where} whether the video is there${then}.`;
}

/** How to get a finished video's file that did not come. */
export function fetchAgain(id: string, lacks: readonly Feature[]): string {
	const check = 'check Base URL and Server of the credential.';
	if (lacks.includes('retrieve')) {
		return `This server cannot be asked for a file again: look for it on the server itself, and ${check}`;
	}
	return `Nothing is lost: use the operation "Download" with the video ${id} to try again. If it stays so, ${check}`;
}
