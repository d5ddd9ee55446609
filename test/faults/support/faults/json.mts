import type { Exchange, Fault } from '../fault.mts';
import type { Path } from '../path.mts';
import { job } from '../routes.mts';

const unreadable = { what: 'unreadable' } as const;
const either = { what: 'readable or not' } as const;

/** The paths whose answer is one job or video. */
const ofJob = ({ class: name, route }: Path) =>
	name === 'create' || (route === 'retrieve' && name !== 'event');
const isCreate = ({ class: name }: Path) => name === 'create';

function text({ good, route }: Exchange): string {
	return route === 'content' ? '{"id":"video_1","object":"video"}' : good.body.toString();
}

function idOf({ cell, route }: Exchange): string {
	return route === 'retrieve' ? cell.oldId : cell.newId;
}

function says(body: (exchange: Exchange) => string) {
	return (exchange: Exchange) => exchange.reply(200, {}, body(exchange));
}

/** A create whose answer has an odd id. */
function id(name: string, value: unknown, mark?: string): Fault {
	return {
		name: `answers a create with ${name}`,
		effect: either,
		applies: isCreate,
		answer: ({ reply, good }) => {
			const { status, ...rest } = JSON.parse(good.body.toString()) as Record<string, unknown>;
			const told = JSON.stringify({ ...rest, id: '@', status });
			reply(
				200,
				{},
				told.replace('"@"', typeof value === 'string' ? value : JSON.stringify(value)),
			);
		},
		...(mark !== undefined && { idMark: () => mark }),
	};
}

/** Bodies that are no JSON, or not the JSON that was asked for. */
export const JSON_FAULTS: Fault[] = [
	{
		name: 'answers with nothing (200)',
		effect: { what: 'status', status: 200, body: 'empty' },
		answer: says(() => ''),
	},
	{
		name: 'answers with a web page (200)',
		effect: { what: 'page' },
		answer: ({ reply }) =>
			reply(200, { 'content-type': 'text/html' }, '<!doctype html><title>Welcome</title>'),
	},
	{
		name: 'answers with a web page that it calls JSON (200)',
		effect: { what: 'page' },
		answer: says(() => '<!doctype html><title>Welcome</title>'),
	},
	{ name: 'answers with plain text (200)', effect: unreadable, answer: says(() => 'OK') },
	{
		name: 'cuts its JSON off in the middle of the id',
		effect: unreadable,
		answer: says((exchange) => text(exchange).slice(0, 14)),
	},
	{
		name: 'cuts its JSON off after the id',
		effect: either,
		applies: ofJob,
		answer: says((exchange) => `{"id":"${idOf(exchange)}","object":"vid`),
	},
	{
		name: 'sends two JSON documents',
		effect: either,
		answer: says((exchange) => `${text(exchange)}\n${text(exchange)}`),
	},
	{
		name: 'sends NaN in its JSON',
		effect: either,
		answer: says((exchange) => text(exchange).replace('{', '{"x":NaN,')),
	},
	{
		name: 'sends a trailing comma in its JSON',
		effect: either,
		answer: says((exchange) => text(exchange).replace(/\}$/, ',}')),
	},
	{
		name: 'sends a comment in its JSON',
		effect: either,
		answer: says((exchange) => `/* hello */ ${text(exchange)}`),
	},
	{
		name: 'sends keys twice in its JSON',
		effect: { what: 'harmless' },
		applies: ofJob,
		answer: says((exchange) =>
			text(exchange).replace('{', '{"status":"queued","status":"queued",'),
		),
	},
	{ name: 'answers null', effect: unreadable, answer: says(() => 'null') },
	{ name: 'answers a number', effect: unreadable, answer: says(() => '4711') },
	{ name: 'answers true', effect: unreadable, answer: says(() => 'true') },
	{ name: 'answers an empty list', effect: either, answer: says(() => '[]') },
	{ name: 'answers an empty object', effect: either, answer: says(() => '{}') },
	{
		name: 'answers a job without an id',
		effect: unreadable,
		applies: isCreate,
		answer: says(() => JSON.stringify(job('', 'queued', { id: undefined }))),
	},
	{
		name: 'answers a job without a status',
		effect: either,
		applies: ofJob,
		answer: says((exchange) => JSON.stringify({ id: idOf(exchange), object: 'video' })),
	},
	{
		name: 'answers a job whose status is an object',
		effect: either,
		applies: ofJob,
		answer: says((exchange) =>
			JSON.stringify(job(idOf(exchange), 'x', { status: { state: 'queued' } })),
		),
	},
	{
		name: 'answers a job whose status nobody knows',
		effect: {
			what: 'special',
			kinds: ({ class: name }) => (name === 'wait' || name === 'firstLook' ? ['deadline'] : ['ok']),
		},
		applies: ofJob,
		answer: says((exchange) => JSON.stringify(job(idOf(exchange), 'pondering'))),
	},
	id('a number as id, of 19 digits', '1734567890123456789', '1734567890123456789'),
	id('an id with a line break', 'v1\\r\\n11:11:11 info FORGED'.replace(/^|$/g, '"'), 'v1'),
	id('an id with bidirectional characters', '"v1\\u202e4pm\\u202c"', 'v1'),
	id('an id of 600 characters', 'x'.repeat(600).replace(/^|$/g, '"')),
	id('an empty id', '""'),
	id('the id ".."', '".."'),
	id('an object as id', { value: 'v1' }),
	id('the id null', null),
	id('an id that needs escapes in URLs', '"a/b?c=d#e%20"', 'a/b?c=d#e%20'),
];
