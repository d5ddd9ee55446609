import { isRecord, textOf } from './json';

function firstOf(value: unknown): unknown {
	return Array.isArray(value) ? value[0] : undefined;
}

function fieldOf(value: unknown, field: string): unknown {
	return isRecord(value) ? value[field] : undefined;
}

/**
 * A finished job's file that stands in the answer itself, decoded; `undefined` where there is none.
 * @param files those that were cut out of the answer, by the text that stands in their place
 */
export function inlineFile(answer: unknown, files?: Map<string, Buffer>): Buffer | undefined {
	if (!isRecord(answer)) return undefined;
	const encoded =
		textOf(fieldOf(firstOf(answer.videos), 'base64')) ??
		textOf(fieldOf(firstOf(answer.data), 'b64_json'));
	if (encoded === undefined) return undefined;
	return files?.get(encoded) ?? Buffer.from(encoded.replace(/^data:[^,]*,/, ''), 'base64');
}

/**
 * The URLs at which a finished job or a JSON answer in place of a file says that the file can be had, best first.
 * They may be relative, signed, or in need of the key.
 */
export function resultUrls(answer: unknown): string[] {
	if (!isRecord(answer)) return [];
	const places = [
		answer.url,
		answer.video_url,
		firstOf(answer.urls),
		firstOf(answer.unsigned_urls),
		fieldOf(answer.outputs, 'video_url'),
		fieldOf(firstOf(fieldOf(answer.output, 'videos')), 'url'),
		fieldOf(firstOf(answer.videos), 'url'),
		fieldOf(firstOf(answer.data), 'url'),
		fieldOf(answer.video, 'url'),
		fieldOf(answer.metadata, 'url'),
	];
	return [...new Set(places.map(textOf).filter((place) => place !== undefined))];
}

/** Whether an answer says where a video is, or has it inside. */
export function hasResult(answer: unknown): boolean {
	return resultUrls(answer).length > 0 || inlineFile(answer) !== undefined;
}
