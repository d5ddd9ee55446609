import type { Fault } from '../fault.mts';
import type { Kind } from '../kinds.mts';
import type { Path } from '../path.mts';

// The server answers so once; then it does all well.
function once(
	header: string,
	value: string,
	status: number,
	ends: (path: Path) => readonly Kind[],
): Fault {
	const shown = value.length > 30 ? `${value.slice(0, 30)}…` : value;
	return {
		name: `answers ${status} once, with ${header}: ${shown}`,
		effect: { what: 'special', kinds: ends },
		// The first was surely not accepted.
		mostCreates: 2,
		answer: ({ before, reply, good }) => {
			if (before > 0) return reply(good.status, good.headers, good.body);
			reply(status, { [header]: value }, '{"error":{"message":"Too many requests"}}');
		},
	};
}

const soon = (): readonly Kind[] => ['ok'];
// A create that is refused by a rate limit comes again with Retry On Fail, everything else on its own.
const later = ({ class: name }: Path): readonly Kind[] => {
	if (name === 'create' || name === 'check' || name === 'knownChoices') return ['ok'];
	if (name === 'event') return ['ok', 'again'];
	if (name === 'wait' || name === 'firstLook') return ['ok', 'deadline', 'refused'];
	return name === 'file' ? ['ok', 'refused', 'noFile'] : ['ok', 'refused', 'deadline'];
};

// The editor's lists ask once: whoever looks at them can ask again.
const orRefused = (ends: (path: Path) => readonly Kind[]) => (path: Path) =>
	path.class === 'choices' ? [...ends(path), 'refused' as const] : ends(path);

/** When a server that is overloaded wants to be asked again. */
export const RETRY_AFTER: Fault[] = [
	once('retry-after', '0', 429, orRefused(soon)),
	once('retry-after', '1', 429, orRefused(soon)),
	once('retry-after-ms', '50', 429, orRefused(soon)),
	once('retry-after', 'Wed, 21 Oct 2015 07:28:00 GMT', 429, orRefused(soon)),
	once('retry-after', '-1', 429, orRefused(soon)),
	once('retry-after', 'soon', 429, orRefused(soon)),
	once('retry-after-ms', 'NaN', 429, orRefused(soon)),
	once('retry-after', '1000000000', 429, orRefused(later)),
	once('retry-after', '1e400', 429, orRefused(soon)),
	once('retry-after', 'Fri, 31 Dec 9999 23:59:59 GMT', 429, orRefused(later)),
	once('retry-after-ms', '99999999999999999999', 429, orRefused(later)),
];
