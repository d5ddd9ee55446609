import type { VideoEvent } from '../../protocol/webhooks/event';
import { filled, isoTime } from '../shared/filled';

/** An event as the workflow gets it. */
interface SimpleEvent {
	/** The ID of the event, the same each time that the server sends it. @when the server sends one */
	id?: string;
	/** What the server calls the event, such as `video.completed`. */
	type: string;
	/** When the event happened. @unit time as ISO 8601 text, UTC */
	created_at?: string;
}

/** What the item of a webhook tells beside its video. */
export interface EventFields {
	/** The event that the server sent. */
	event: SimpleEvent;
}

/** The fields of an event's item. */
export function eventFields({ id, type, created_at: createdAt }: VideoEvent): EventFields {
	return { event: { ...filled({ id, created_at: isoTime(createdAt) }), type } };
}
