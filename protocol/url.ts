// Half of a character pair, which encodeURIComponent refuses.
const LONE_SURROGATE = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

/**
 * A value as one segment of a URL's path, percent-encoded.
 * @returns `undefined` for an empty id, `.` and `..`, which would name another resource
 */
export function pathSegment(value: string): string | undefined {
	const trimmed = value.trim();
	if (trimmed === '' || trimmed === '.' || trimmed === '..') return undefined;
	return encodeURIComponent(trimmed.replace(LONE_SURROGATE, '\uFFFD'));
}

/** Whether two absolute URLs have the same scheme, host and port. */
export function isSameOrigin(one: string, other: string): boolean {
	return new URL(one).origin === new URL(other).origin;
}

/** An absolute `http(s)` URL from a place that a server names, relative to another; else `undefined`. */
export function resolveUrl(place: string, base: string): string | undefined {
	// Nothing would be the other place itself.
	if (place.trim() === '' || !URL.canParse(place, base)) return undefined;
	const url = new URL(place, base);
	return /^https?:$/.test(url.protocol) ? url.href : undefined;
}

const IPV4 = /^(\d{1,3})\.(\d{1,3})\.\d{1,3}\.\d{1,3}$/;

function isPrivateIpv4(address: string): boolean {
	const [, first, second] = (IPV4.exec(address) ?? []).map(Number);
	if (first === undefined) return false;
	if ([0, 10, 127].includes(first) || first >= 224) return true;
	if (first === 100) return second >= 64 && second < 128;
	if (first === 169) return second === 254;
	if (first === 172) return second >= 16 && second < 32;
	return first === 192 && second === 168;
}

// As `URL` writes them: ::ffff:7f00:1 for an IPv4 address inside.
function isPrivateIpv6(address: string): boolean {
	const mapped = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(address);
	if (mapped) {
		const [high, low] = mapped.slice(1).map((part) => parseInt(part, 16));
		return isPrivateIpv4([high >> 8, high & 255, low >> 8, low & 255].join('.'));
	}
	return /^(::1?$|f[cd][0-9a-f]{2}:|fe[89ab][0-9a-f]:|ff)/.test(address);
}

/**
 * Whether a host is in a private network by its name: an address of RFC 1918, RFC 6598, RFC 4193, loopback or link-local, or a name that
 * only a private network knows. Which address a public name resolves to cannot be seen here.
 * @param hostname as `URL` gives it
 */
export function isPrivateHost(hostname: string): boolean {
	const host = hostname.toLowerCase().replace(/\.$/, '');
	if (host.startsWith('[')) return isPrivateIpv6(host.slice(1, -1));
	if (IPV4.test(host)) return isPrivateIpv4(host);
	return !host.includes('.') || /\.(local|localhost|internal|intranet|lan|home\.arpa)$/.test(host);
}

/** Whether a host is the machine, or the container, that asks. @param hostname as `URL` gives it */
export function isLoopback(hostname: string): boolean {
	return /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname);
}
