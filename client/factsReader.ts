import { mediaReader, type MediaReader } from '../protocol/media/containers/mediaReader';
import type { Variant } from './failures';

/** Reads what a file says of itself while it is stored: a video alone, no picture of it. */
export function factsReader(variant: Variant): MediaReader | undefined {
	return variant === 'video' ? mediaReader() : undefined;
}
