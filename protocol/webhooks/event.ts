import { createHash } from 'crypto';
import { isRecord, parseJson, textOf } from '../reading/json';
import { readId } from '../reading/job';
import { readTime } from '../reading/video';
import type { Scheme } from './secrets';
import type { Verified } from './signature';

/** How a job can have ended. */
export type Ending = 'completed' | 'failed';

/** An event as the server sent it. */
export interface VideoEvent {
	/** The same each time that the server sends it. */
	id: string | null;
	type: string;
	/** When it happened: Unix time in seconds. */
	created_at: number;
}

/** What a signed body says. */
export interface ReadEvent {
	event: VideoEvent;
	/** Undefined for events that are about something else than a job's end. */
	ending: Ending | undefined;
	videoId: string | undefined;
	/** OpenRouter tells it here, and not in the job itself. */
	model: string | undefined;
}

// `video.deleted` is no end of a job: somebody has cleaned up.
const ENDINGS: Record<string, Ending> = {
	completed: 'completed',
	failed: 'failed',
	cancelled: 'failed',
	canceled: 'failed',
	expired: 'failed',
	dead: 'failed',
};

function readEnding(type: string): Ending | undefined {
	const [, word = ''] = /^video\.(?:generation\.)?([a-z]+)$/.exec(type) ?? [];
	return Object.hasOwn(ENDINGS, word) ? ENDINGS[word] : undefined;
}

/** Reads an event; `undefined` where the body is none. */
export function readEvent(body: Uint8Array, { sentAt, id }: Verified): ReadEvent | undefined {
	const event = parseJson(Buffer.from(body).toString('utf8'));
	if (!isRecord(event)) return undefined;
	const type = textOf(event.type);
	if (type === undefined) return undefined;
	const data = isRecord(event.data) ? event.data : {};
	return {
		event: {
			id: textOf(event.id) ?? id ?? null,
			type,
			created_at: readTime(event.created_at) ?? sentAt,
		},
		ending: readEnding(type),
		videoId: readId(data),
		model: textOf(data.model),
	};
}

/**
 * The same for all deliveries of one event, and made only of what is signed: OpenRouter's idempotency key is not, but a job of it
 * ends only once.
 */
export function eventDigest(
	scheme: Scheme,
	{ id }: Verified,
	{ event, videoId }: ReadEvent,
): string {
	const identity = id === undefined ? ['job', event.type, videoId] : ['delivery', id];
	const text = JSON.stringify([scheme, ...identity]);
	return createHash('sha256').update(text).digest('base64url').slice(0, 22);
}
