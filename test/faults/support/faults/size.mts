import { pipeline, Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import type { Exchange, Fault } from '../fault.mts';

const MB = 1024 * 1024;
const packed = new Map<string, Buffer>();

/** So many megabytes of a text that repeats, packed; made once. */
export function gzipOf(unit: string, megabytes: number, levels = 1): Buffer {
	const name = `${unit} ${megabytes} ${levels}`;
	const known = packed.get(name);
	if (known !== undefined) return known;
	let bytes = Buffer.alloc(megabytes * MB, unit);
	for (let level = 0; level < levels; level += 1) bytes = gzipSync(bytes, { level: 9 });
	packed.set(name, bytes);
	return bytes;
}

function bomb(status: number, body: () => Buffer, encoding = 'gzip') {
	return ({ reply }: Exchange) => reply(status, { 'content-encoding': encoding }, body());
}

/** Streams a text that repeats, as fast as it is taken. */
function stream({ response }: Exchange, before: string, unit: string, megabytes: number): void {
	const chunk = Buffer.alloc(MB - (MB % unit.length), unit);
	function* parts() {
		yield Buffer.from(before);
		for (let sent = 0; sent < megabytes; sent += 1) yield chunk;
		yield Buffer.from('"}');
	}
	response.writeHead(200, { 'content-type': 'application/json' });
	// Who hangs up has had enough.
	pipeline(Readable.from(parts()), response, () => {});
}

const unreadable = { what: 'unreadable' } as const;
// A base64 result may be that long.
const isInline = (megabytes: number) => Buffer.alloc(megabytes * MB, 'A').toString();

/** Answers that would fill the memory or hold up n8n. Each runs in a process of its own. */
export const SIZE: Fault[] = [
	{
		name: 'answers 400 with 100 MB of text packed to 100 kB',
		effect: { what: 'status', status: 400, body: 'error' },
		answer: bomb(400, () => gzipOf('a ', 100)),
	},
	{
		name: 'answers 200 with 100 MB of text packed to 100 kB',
		effect: unreadable,
		answer: bomb(200, () => gzipOf('a ', 100)),
	},
	{
		name: 'answers 200 with 100 MB of "[{},{},…" packed to 100 kB',
		effect: unreadable,
		answer: bomb(200, () => gzipOf('{},', 100)),
	},
	{
		name: 'answers 200 with 200 MB packed twice',
		effect: unreadable,
		answer: bomb(200, () => gzipOf('\0', 200, 2), 'gzip, gzip'),
	},
	{
		name: 'answers 500 with 100 MB of text',
		effect: { what: 'status', status: 500, body: 'error' },
		answer: ({ reply }) => reply(500, {}, Buffer.alloc(100 * MB, 'a ')),
	},
	{
		// Where the id is known, the rest of the job can be read without it.
		name: 'sends an id of 200 MB',
		effect: { what: 'readable or not' },
		answer: (exchange) => stream(exchange, '{"status": "queued", "id": "', 'video_', 200),
	},
	{
		name: 'sends 8 MB of "[{},{},…]"',
		effect: unreadable,
		answer: ({ reply }) => reply(200, {}, `[${'{},'.repeat(2.7 * MB)}{}]`),
	},
	{
		name: 'sends a list of a million entries',
		effect: unreadable,
		applies: ({ route }) => route === 'list' || route === 'models',
		answer: ({ reply }) => reply(200, {}, `{"data": [${'{"id":"a"},'.repeat(1e6)}{"id":"b"}]}`),
	},
	{
		name: 'sends JSON that is 10,000 levels deep',
		effect: unreadable,
		answer: ({ reply }) => reply(200, {}, `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`),
	},
	{
		name: 'sends JSON that never ends',
		effect: { what: 'readable or not' },
		answer: (exchange) => stream(exchange, '{"data": "', 'x', 2000),
	},
	{
		name: 'sends a prompt of 50 MB in base64 beside the job',
		effect: { what: 'readable or not' },
		answer: ({ reply, good, route }) => {
			if (route === 'content' || route === 'delete') return reply(200, {}, '');
			const { id } = JSON.parse(good.body.toString()) as { id?: string };
			reply(200, {}, `{"id":"${id}","status":"queued","x":"${isInline(50)}"}`);
		},
	},
];
