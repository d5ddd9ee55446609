import type { HostRule } from '../../client/transport';
import { isRecord } from '../../protocol/reading/json';

/*
 * How n8n says that it will not send a request. Its errors are plain ones with a name or a text of their own, and no code; the HTTP
 * helper puts others around them.
 */

/** A request that n8n did not send, and why. */
export interface HostRefusal {
	rule: HostRule;
	message: string;
}

interface Sign {
	rule: HostRule;
	name: string | null;
	text: RegExp;
}

const SIGNS: readonly Sign[] = [
	{
		rule: 'address',
		name: 'SsrfBlockedIpError',
		text: /^The request was blocked because it resolves to a restricted IP address$/,
	},
	{
		rule: 'hostName',
		name: 'SsrfBlockedHostnameError',
		text: /^The request was blocked because the destination hostname is restricted$/,
	},
	{
		rule: 'domain',
		name: null,
		text: /^Domain not allowed: This credential is restricted from accessing /,
	},
	// It is gone, or was taken from the workflow, since the run began.
	{
		rule: 'credential',
		name: null,
		text: /^(?:Credential with ID .* (?:does not exist|was not found)|Node .*does not have any credentials|This credential is configured to prevent use)/,
	},
];

/** The error itself, and those that it was made around. */
function chainOf(error: unknown, depth = 0): Array<Record<string, unknown>> {
	if (!isRecord(error) || depth > 4) return [];
	return [error, ...chainOf(error.cause, depth + 1)];
}

function textOf(rule: HostRule, host: string, ip: unknown, said: string): string {
	const address = typeof ip === 'string' && ip !== host ? ` (${ip})` : '';
	if (rule === 'address') return `n8n's SSRF protection blocked the request to ${host}${address}`;
	if (rule === 'hostName') return `n8n's SSRF protection blocked the request to ${host}`;
	if (rule === 'domain') return `The Allowed Domains of the credential do not include ${host}`;
	return said;
}

/**
 * Why n8n itself did not send a request; undefined where it did, or may have.
 * @param url of the request
 * @param proxy the host of the proxy that n8n was given: its address is checked too
 */
export function readHostRefusal(
	error: unknown,
	url: string,
	proxy?: string,
): HostRefusal | undefined {
	const chain = chainOf(error);
	const sign = SIGNS.find((one) =>
		chain.some(({ name, message }) => one.name === name || one.text.test(String(message))),
	);
	if (sign === undefined) return undefined;
	const { ip, hostname } = chain.find((one) => 'ip' in one || 'hostname' in one) ?? {};
	const target = URL.canParse(url) ? new URL(url).hostname.replace(/^\[|\]$/g, '') : url;
	const isProxy = proxy !== undefined && [ip, hostname].includes(proxy);
	const host = isProxy ? `the proxy ${proxy}` : target;
	const said = String(chain.find(({ message }) => sign.text.test(String(message)))?.message);
	return { rule: sign.rule, message: textOf(sign.rule, host, isProxy ? host : ip, said) };
}
