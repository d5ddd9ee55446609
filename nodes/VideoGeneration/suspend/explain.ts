import type { IExecuteFunctions, NodeExecutionHint } from 'n8n-workflow';
import type { Redaction } from '../../../client/redaction';
import { isOver, stateOf, type WatchedVideo } from './watchedVideo';

/** The execution that checks the videos. */
interface Child {
	executionId: string;
	workflowId: string;
}

// The panel is narrow.
const MOST_NAMED = 10;

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

// n8n shows a hint as HTML, and an ID is what a server chose.
function escaped(text: string): string {
	return text.replace(/[&<>"]/g, (sign) => ENTITIES[sign]);
}

// What the output panel says above the node's output. A child's items replace a parked node's output, and its hints with it.
function hint(context: IExecuteFunctions, message: string): void {
	const shown: NodeExecutionHint = { message, type: 'info', location: 'outputPane' };
	context.addExecutionHints(shown);
}

/** What a parked node says, as HTML: what it waits for, who looks after it, and when. @param link to the execution that checks */
export function parkedText(
	watched: readonly WatchedVideo[],
	nextCheck: Date,
	{ executionId }: Child,
	link: string,
): string {
	const waiting = watched.filter((one) => !isOver(one));
	const named = waiting
		.slice(0, MOST_NAMED)
		.map((one) => stateOf(one).replace('_progress', ' progress'));
	const list = [...named, ...(waiting.length > MOST_NAMED ? ['…'] : [])].map(escaped).join(', ');
	const videos = watched.length === 1 ? 'video' : 'videos';
	const execution = `<a href="${escaped(link)}" target="_blank">Execution ${escaped(executionId)}</a>`;
	const time = nextCheck.toISOString().slice(11, 19);
	return `Suspended: ${waiting.length} of ${watched.length} ${videos} not finished yet: ${list}. ${execution} checks again at about ${time} UTC.`;
}

/** Says in the editor what a parked node waits for, and links the execution that checks. */
export function explainPark(
	context: IExecuteFunctions,
	watched: readonly WatchedVideo[],
	seconds: number,
	child: Child,
	redaction: Redaction,
): void {
	const nextCheck = new Date(Date.now() + seconds * 1000);
	const { workflowId, executionId } = child;
	// n8n may not know by which name the browser reaches it, and a session holds for one name: the path alone stays there.
	const { pathname } = new URL(context.getInstanceBaseUrl());
	const link = `${pathname}workflow/${workflowId}/executions/${executionId}`;
	hint(context, redaction.text(parkedText(watched, nextCheck, child, link)));
	// Once the node has its output, n8n links the execution beside it.
	context.setMetadata({ subExecution: child, subExecutionsCount: 1 });
}

/** Says that n8n did not suspend, and why. @param reason redacted */
export function explainHold(context: IExecuteFunctions, reason: string): void {
	const message = `n8n did not suspend, so the node waits in memory: ${reason}`;
	context.logger.warn(message);
	hint(context, escaped(message));
}
