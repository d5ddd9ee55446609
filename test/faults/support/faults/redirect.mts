import type { Exchange, Fault } from '../fault.mts';
import type { Kind } from '../kinds.mts';
import type { Path } from '../path.mts';

const to =
	(target: (exchange: Exchange) => string, status = 302) =>
	(exchange: Exchange) =>
		exchange.reply(status, { location: target(exchange) }, '');

// A create is never sent to another address. What a GET finds there may be what was asked for.
function kinds(leads: 'there' | 'nowhere', ...more: Kind[]) {
	return ({ class: name }: Path): readonly Kind[] => {
		if (name === 'create') return ['unknownOutcome'];
		if (name === 'character') return ['unknownOutcome', 'noAnswer', 'badAnswer', 'refused'];
		if (name === 'delete') return ['badAnswer', 'refused'];
		if (name === 'knownChoices' || name === 'check') return ['ok', 'badAnswer', 'refused'];
		if (name === 'event') return leads === 'there' ? ['ok'] : ['again'];
		if (leads === 'there') return ['ok'];
		const rest: Kind[] = ['badAnswer', 'refused', 'forbidden', ...more];
		if (name === 'file') return [...rest, 'noFile'];
		if (name === 'wait' || name === 'firstLook') return [...rest, 'deadline'];
		return name === 'poll' ? [...rest, 'ok', 'deadline'] : rest;
	};
}

const there = { what: 'special', kinds: kinds('there') } as const;
const nowhere = { what: 'special', kinds: kinds('nowhere') } as const;

// The same resource under another address of the same server.
const again = ({ request, origin }: Exchange) =>
	`${origin}${request.url}${request.url!.includes('?') ? '&' : '?'}again=1`;

function onceTo(target: (exchange: Exchange) => string, status: number) {
	return (exchange: Exchange) => {
		const { request, reply, good } = exchange;
		if (request.url!.includes('again=1')) return reply(good.status, good.headers, good.body);
		to(target, status)(exchange);
	};
}

const elsewhere = ({ elsewhere: origin, request }: Exchange) => `${origin}${request.url}`;
const relative = (exchange: Exchange) => again(exchange).slice(exchange.origin.length);

/** Redirects. */
export const REDIRECT: Fault[] = [
	...[301, 302, 303, 307, 308].map((status): Fault => ({
		name: `redirects to another address of its own (${status})`,
		effect: there,
		answer: onceTo(again, status),
	})),
	{
		name: 'redirects with a Location without scheme and host',
		effect: there,
		answer: onceTo(relative, 302),
	},
	{
		name: 'redirects to another server, which has the file',
		effect: there,
		applies: ({ class: name }) => ['file', 'create', 'delete'].includes(name),
		answer: to(elsewhere, 307),
	},
	{
		name: 'redirects to another server, which asks for a key',
		effect: nowhere,
		answer: to(elsewhere),
		answerElsewhere: (_, response) => {
			response.writeHead(401, { 'www-authenticate': 'Basic' });
			response.end('{"error":{"message":"Who are you?"}}');
		},
	},
	{ name: 'redirects in a circle', effect: nowhere, answer: to(({ request }) => request.url!) },
	{
		name: 'redirects without a Location',
		effect: nowhere,
		answer: ({ reply }) => reply(302, {}, ''),
	},
	...['data:video/mp4;base64,AAAA', 'file:///etc/passwd', 'ftp://127.0.0.1/video', 'http://['].map(
		(target): Fault => ({
			name: `redirects to ${target}`,
			effect: nowhere,
			answer: to(() => target),
		}),
	),
	{
		name: 'redirects and announces a body that never comes',
		effect: there,
		answer: (exchange) => {
			const { request, reply, good, response } = exchange;
			if (request.url!.includes('again=1')) return reply(good.status, good.headers, good.body);
			response.writeHead(302, { location: again(exchange), 'content-length': '1000' });
			response.flushHeaders();
		},
	},
	{
		name: 'redirects to a port where nobody listens',
		effect: { what: 'special', kinds: kinds('nowhere', 'noAnswer', 'unreachable') },
		answer: to(() => 'http://127.0.0.1:9/'),
	},
];
