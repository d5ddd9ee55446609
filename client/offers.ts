import type { Feature } from '../protocol/dialects/dialect';
import { notOffered } from './failures';
import type { Server } from './retrieve';

/** Refuses before anything is sent what a server is known not to offer. @throws VideosError */
export function checkOffered({ dialect }: Pick<Server, 'dialect'>, feature: Feature): void {
	if (!dialect.offers.includes(feature)) throw notOffered(dialect.displayName, feature);
}
