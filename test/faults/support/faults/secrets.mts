import type { Cell } from '../cell.mts';
import type { Exchange, Fault } from '../fault.mts';
import type { Path } from '../path.mts';
import { job } from '../routes.mts';

function percent(text: string, toCase: (code: string) => string): string {
	return [...Buffer.from(text)]
		.map((byte) => `%${toCase(byte.toString(16).padStart(2, '0'))}`)
		.join('');
}

const escaped = (text: string) =>
	[...text].map((char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`).join('');

/** The forms in which a server may echo a key or a signature. */
export const FORMS: Record<string, (cell: Cell) => string> = {
	'the key': ({ key }) => key,
	'the key in base64': ({ key }) => Buffer.from(key).toString('base64'),
	'the key in base64, with a user before it': ({ key }) =>
		Buffer.from(`user:${key}`).toString('base64'),
	'the key percent-encoded': ({ key }) => encodeURIComponent(key),
	'the key percent-encoded throughout, in capitals': ({ key }) =>
		percent(key, (code) => code.toUpperCase()),
	'the key percent-encoded throughout, in small letters': ({ key }) =>
		percent(key, (code) => code.toLowerCase()),
	'the key as JSON writes it': ({ key }) => JSON.stringify(key),
	'the key in \\u escapes': ({ key }) => escaped(key),
	'the key cut in half': ({ key }) => `${key.slice(0, 24)}…`,
	'the last half of the key': ({ key }) => `…${key.slice(-24)}`,
	'the key behind 280 characters': ({ key }) => `${'x'.repeat(280)} ${key}`,
	'the key behind 980 characters': ({ key }) => `${'x'.repeat(980)} ${key}`,
	'the key behind 480 characters': ({ key }) => `${'x'.repeat(480)} ${key}`,
	"a URL with a storage host's signature": ({ signature }) =>
		`see https://storage.example.com/v.mp4?sig=${signature}&x=1`,
	'a URL with a signature, without scheme': ({ signature }) =>
		`see //storage.example.com/v.mp4?X-Amz-Signature=${signature}`,
	'a URL with the key as user': ({ key }) =>
		`see https://${encodeURIComponent(key)}:@storage.example.com/v.mp4`,
	'the header that it received': ({ key }) => `Authorization: Bearer ${key} is not valid`,
};

const error = (message: string) => JSON.stringify({ error: { message, code: message } });

function inError(name: string, form: (cell: Cell) => string): Fault {
	return {
		name: `answers 400, and shows ${name}`,
		effect: { what: 'status', status: 400, body: 'error' },
		answer: ({ reply, cell }) => reply(400, {}, error(`Wrong: ${form(cell)}`)),
	};
}

/** Nobody can read it, so that it is quoted. */
function inQuote(name: string, form: (cell: Cell) => string): Fault[] {
	const told = (cell: Cell) => ({ request: { note: form(cell), [form(cell)]: [form(cell)] } });
	return [
		{
			name: `answers 200 with a wrapper around nothing, and shows ${name}`,
			effect: { what: 'unreadable' },
			answer: ({ reply, cell }) =>
				reply(200, {}, JSON.stringify({ code: 0, message: 'ok', data: told(cell) })),
		},
		{
			name: `answers 400 with an error that nobody can read, and shows ${name}`,
			effect: { what: 'status', status: 400, body: 'error' },
			answer: ({ reply, cell }) => reply(400, {}, JSON.stringify({ code: 0, error: told(cell) })),
		},
		{
			name: `answers 400 with an error inside of a wrapper, and shows ${name}`,
			effect: { what: 'status', status: 400, body: 'error' },
			answer: ({ reply, cell }) =>
				reply(400, {}, JSON.stringify({ code: 1, data: { error: { message: form(cell) } } })),
		},
	];
}

const ofJob = ({ class: name, route, hasCreated }: Path) =>
	(name === 'create' || route === 'retrieve' || hasCreated === true) && name !== 'file';

function failedJob({ cell, route }: Exchange, message: string): string {
	const id = route === 'retrieve' ? undefined : cell.newId;
	return JSON.stringify(job(id ?? cell.oldId, 'failed', { error: { code: 'x', message } }));
}

function inJob(name: string, form: (cell: Cell) => string): Fault {
	return {
		name: `tells a failed job, and shows ${name}`,
		effect: {
			what: 'special',
			kinds: ({ class: path }) =>
				['wait', 'firstLook', 'check'].includes(path) ? ['jobFailed'] : ['ok'],
		},
		failsJob: true,
		applies: ofJob,
		answer: (exchange) => {
			const { reply, good, route, cell } = exchange;
			const { id } = JSON.parse(good.body.toString()) as { id: string };
			const told = failedJob(exchange, `Failed: ${form(cell)}`);
			reply(200, {}, route === 'retrieve' ? told.replace(cell.oldId, id) : told);
		},
	};
}

/** The forms that a quote could cut, or hide in escapes. */
const QUOTED = [
	...['the key', 'the key in base64', 'the key as JSON writes it', 'the key cut in half'],
	...['the key behind 280 characters', 'the key behind 480 characters'],
	...['the key behind 980 characters', "a URL with a storage host's signature"],
];

/** Servers that show what must not be shown. */
export const SECRETS: Fault[] = [
	...Object.entries(FORMS).map(([name, form]) => inError(name, form)),
	...Object.entries(FORMS)
		.filter(([name]) => !/980|480|280|half/.test(name))
		.map(([name, form]) => inJob(name, form)),
	...QUOTED.flatMap((name) => inQuote(name, FORMS[name])),
	{
		name: 'shows the key in a web page (502)',
		effect: { what: 'status', status: 502, body: 'page' },
		answer: ({ reply, cell }) =>
			reply(
				502,
				{ 'content-type': 'text/html', 'retry-after-ms': '20' },
				`<html><title>${cell.key}</title><pre>${cell.key}</pre></html>`,
			),
	},
	{
		name: 'shows the key in a header of its answer (401)',
		effect: { what: 'status', status: 401, body: 'error' },
		answer: ({ reply, cell }) =>
			reply(401, { 'x-request': cell.key, 'www-authenticate': `Bearer ${cell.key}` }, error('No')),
	},
	{
		name: 'shows the key in the address that it redirects to',
		effect: {
			what: 'special',
			kinds: ({ class: name }) =>
				name === 'create'
					? ['unknownOutcome']
					: [
							...(['ok', 'noAnswer', 'badAnswer', 'refused', 'unknownOutcome', 'noFile'] as const),
							...(['deadline', 'again', 'unreachable', 'forbidden'] as const),
						],
		},
		answer: ({ reply, cell }) =>
			reply(302, { location: `http://127.0.0.1:9/${encodeURIComponent(cell.key)}?k=1` }, ''),
	},
	{
		name: 'answers a create with the key as id',
		effect: { what: 'readable or not' },
		applies: ({ class: name }) => name === 'create',
		answer: ({ reply, cell }) => reply(200, {}, JSON.stringify(job(cell.key, 'queued'))),
	},
	{
		name: 'answers with the key where JSON should be (200)',
		effect: { what: 'unreadable' },
		answer: ({ reply, cell }) => reply(200, { 'content-type': 'text/plain' }, cell.key),
	},
];
