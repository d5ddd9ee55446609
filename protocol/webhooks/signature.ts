import { createHmac, timingSafeEqual } from 'crypto';
import type { Scheme } from './secrets';

/** A request as it came in: header names in small letters, and the body's untouched bytes. */
export interface SignedRequest {
	headers: Record<string, unknown>;
	body: Uint8Array;
}

/** What a request says of itself; nothing of it is to be believed before its signature is checked. */
interface Stated {
	/** The text before the body in what is signed. */
	prefix: string;
	/** Unix seconds, in digits. */
	timestamp: string;
	signatures: string[];
	/** The delivery's id, where it is signed too. */
	id?: string;
}

/** A request that the server itself has signed, not long ago. */
export interface Verified {
	/** Unix seconds. */
	sentAt: number;
	/** The same for every delivery of one event; undefined where the scheme signs none. */
	id: string | undefined;
}

/** How far a request's time may be from ours, in seconds, as in Standard Webhooks. */
export const TOLERANCE_SECONDS = 300;

const ENCODINGS = { standardWebhooks: 'base64', openRouter: 'hex' } as const;

function header({ headers }: SignedRequest, name: string): string {
	const value = headers[name];
	return typeof value === 'string' ? value.trim() : '';
}

// webhook-signature: v1,<base64> v1,<base64> …
function readStandard(request: SignedRequest): Stated | string {
	const id = header(request, 'webhook-id');
	const timestamp = header(request, 'webhook-timestamp');
	const signature = header(request, 'webhook-signature');
	if (id === '' || timestamp === '' || signature === '') {
		return 'The headers webhook-id, webhook-timestamp and webhook-signature are required';
	}
	const signatures = signature
		.split(' ')
		.filter((one) => one.startsWith('v1,'))
		.map((one) => one.slice('v1,'.length));
	return { prefix: `${id}.${timestamp}.`, timestamp, signatures, id };
}

// x-openrouter-signature: t=<unix>,v1=<hex>
function readOpenRouter(request: SignedRequest): Stated | string {
	const parts = header(request, 'x-openrouter-signature')
		.split(',')
		.map((part) => part.trim());
	const valuesOf = (name: string) =>
		parts.filter((part) => part.startsWith(name)).map((part) => part.slice(name.length));
	const [timestamp, second] = valuesOf('t=');
	if (timestamp === undefined || second !== undefined) {
		return (
			'The header X-OpenRouter-Signature with t and v1 is required. ' +
			'OpenRouter signs only if its workspace has a signing secret: set one there'
		);
	}
	const signatures = valuesOf('v1=').map((hex) => hex.toLowerCase());
	return { prefix: `${timestamp},`, timestamp, signatures };
}

function isSame(one: string, other: string): boolean {
	const [a, b] = [Buffer.from(one), Buffer.from(other)];
	return a.length === b.length && timingSafeEqual(a, b);
}

function isSigned(
	scheme: Scheme,
	{ prefix, signatures }: Stated,
	body: Uint8Array,
	keys: Buffer[],
): boolean {
	let found = false;
	for (const key of keys) {
		const hmac = createHmac('sha256', key).update(prefix).update(body);
		const expected = hmac.digest(ENCODINGS[scheme]);
		// All are compared, so that the time taken tells nothing.
		for (const signature of signatures) found = isSame(signature, expected) || found;
	}
	return found;
}

/**
 * Checks that a request comes from who knows the secret, and is of now.
 * @param keys the secrets, one or more while they are changed
 * @param now Unix seconds
 * @returns a text in its place says why it is refused
 */
export function verify(
	scheme: Scheme,
	keys: Buffer[],
	request: SignedRequest,
	now: number,
): Verified | string {
	const stated = scheme === 'openRouter' ? readOpenRouter(request) : readStandard(request);
	if (typeof stated === 'string') return stated;
	const { timestamp, id } = stated;
	if (!/^\d{1,12}$/.test(timestamp)) return 'The timestamp is not a number of seconds';
	if (!isSigned(scheme, stated, request.body, keys))
		return 'No signature matches the signing secret';
	const sentAt = Number(timestamp);
	if (Math.abs(now - sentAt) > TOLERANCE_SECONDS) {
		return `The timestamp is more than ${TOLERANCE_SECONDS} seconds away from now`;
	}
	return { sentAt, id };
}
