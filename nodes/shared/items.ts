import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { Redaction } from '../../client/redaction';
import { isRecord } from '../../protocol/reading/json';
import type { Video } from '../../protocol/reading/video';
import type { Fields } from './parameters';
import { simpleVideo } from './simpleVideo';

/** A video, and the answer that it was read from. */
export interface VideoAnswer {
	video: Video;
	response: { json?: unknown };
}

/** A job without the secrets of its error, which is a message: signatures and control characters go, too. */
export function withCleanError(video: Video, { text }: Redaction): Video {
	if (!video.error) return video;
	const { code, message } = video.error;
	const clean = (part: string | null) => (part === null ? null : text(part));
	return { ...video, error: { code: clean(code), message: clean(message) } };
}

/** A video's fields without secrets: those of {@link simpleVideo}, or with Simplify off the server's untouched answer. */
export function videoJson(
	simplify: boolean,
	{ video, response }: VideoAnswer,
	redaction: Redaction,
): IDataObject {
	const isRaw = !simplify && isRecord(response.json);
	const json = isRaw ? response.json : simpleVideo(withCleanError(video, redaction));
	return redaction.json(json) as IDataObject;
}

/** Whether the user wants the API's own fields instead of the server's answer. */
export function isSimplified(options: Fields): boolean {
	return options.flag('simplify') ?? true;
}

/** A video's fields as the node's option Simplify says. */
export function chosenJson(
	options: Fields,
	answer: VideoAnswer,
	redaction: Redaction,
): IDataObject {
	return videoJson(isSimplified(options), answer, redaction);
}

/** An output item, paired with the input item that it comes from. */
export function toItem(item: number, json: IDataObject): INodeExecutionData {
	return { json, pairedItem: { item } };
}
