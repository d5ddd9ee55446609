import { sniffMedia, SNIFF_BYTES } from '../fileTypes';
import { avi } from './avi';
import type { Container } from './container';
import { checked, type MediaFacts } from './facts';
import { matroska } from './matroska/matroska';
import { mp4 } from './mp4/mp4';
import { Cursor, Walk } from './steps';

/** Reads a file's facts while it passes by. */
export interface MediaReader {
	/** The next bytes, cut anywhere. */
	push(chunk: Buffer): void;
	/** What the file says of itself; `undefined` where it is no video file, or says nothing. */
	end(): MediaFacts | undefined;
}

const CONTAINERS: Record<string, (cursor: Cursor) => Container> = {
	'video/mp4': mp4,
	'video/quicktime': mp4,
	'video/webm': matroska,
	'video/x-msvideo': avi,
};

/**
 * Reads the facts of an mp4, QuickTime, WebM, Matroska or AVI file from its header, wherever that is. Never throws, keeps a few
 * kilobytes, and goes past the frames without looking at them.
 */
export function mediaReader(): MediaReader {
	let head = Buffer.alloc(0);
	let container: Container | undefined;
	let walk: Walk | undefined;
	const begin = () => {
		container = CONTAINERS[sniffMedia(head)?.mimeType ?? '']?.(new Cursor());
		walk = container && new Walk(container.steps);
		walk?.push(head);
	};
	return {
		push: (chunk) => {
			const missing = SNIFF_BYTES - head.length;
			if (missing > 0) {
				head = Buffer.concat([head, chunk.subarray(0, missing)]);
				if (head.length === SNIFF_BYTES) begin();
			}
			if (chunk.length > missing) walk?.push(missing > 0 ? chunk.subarray(missing) : chunk);
		},
		end: () => (container && walk ? checked(container.facts(!walk.gaveUp)) : undefined),
	};
}
