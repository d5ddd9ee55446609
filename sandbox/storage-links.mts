import { createHmac, timingSafeEqual } from 'node:crypto';
import { Buffer } from 'node:buffer';
import type { Sandbox } from './state.mts';

const signature = (sandbox: Sandbox, id: string, variant: string) =>
	createHmac('sha256', sandbox.secret).update(`${id}/${variant}`).digest('hex');

/** An absolute link to the storage host that needs no key. */
export function signedUrl(sandbox: Sandbox, id: string, variant: string): string {
	const url = new URL(`/files/${encodeURIComponent(id)}`, sandbox.storageOrigin);
	url.searchParams.set('variant', variant);
	url.searchParams.set('sig', signature(sandbox, id, variant));
	return url.href;
}

/** Whether a link's signature is ours. */
export function isSigned(sandbox: Sandbox, id: string, variant: string, sig: unknown): boolean {
	const right = Buffer.from(signature(sandbox, id, variant));
	const given = Buffer.from(String(sig));
	return given.length === right.length && timingSafeEqual(given, right);
}
