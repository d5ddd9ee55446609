import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import type { Exchange, Fault } from '../fault.mts';

const either = { what: 'readable or not' } as const;

function packed(exchange: Exchange, encoding: string, body: Buffer): void {
	const { good, reply, handOut, cell } = exchange;
	reply(200, { ...good.headers, 'content-encoding': encoding }, body);
	if (good.body.includes(cell.newId)) handOut(cell.newId);
}

const isJson = (exchange: Exchange) => exchange.route !== 'content';

function recoded(exchange: Exchange, charset: string, body: Buffer): void {
	const { good, reply } = exchange;
	const type = isJson(exchange) ? `application/json; charset=${charset}` : 'video/mp4';
	reply(200, { ...good.headers, 'content-type': type }, isJson(exchange) ? body : good.body);
}

/** Packed bodies and other character sets. */
export const ENCODING: Fault[] = [
	{
		name: 'packs its answer with gzip, without being asked to',
		effect: { what: 'harmless' },
		answer: (exchange) => packed(exchange, 'gzip', gzipSync(exchange.good.body)),
	},
	{
		name: 'packs its answer with deflate',
		effect: { what: 'harmless' },
		answer: (exchange) => packed(exchange, 'deflate', deflateSync(exchange.good.body)),
	},
	{
		name: 'packs its answer with raw deflate',
		effect: either,
		answer: (exchange) => packed(exchange, 'deflate', deflateRawSync(exchange.good.body)),
	},
	{
		name: 'packs its answer with Brotli',
		effect: { what: 'harmless' },
		answer: (exchange) => packed(exchange, 'br', brotliCompressSync(exchange.good.body)),
	},
	{
		name: 'packs its answer twice',
		effect: either,
		answer: ({ good, reply }) =>
			reply(
				200,
				{ ...good.headers, 'content-encoding': 'gzip, gzip' },
				gzipSync(gzipSync(good.body)),
			),
	},
	{
		name: 'says gzip and does not pack',
		effect: either,
		answer: ({ good, reply }) =>
			reply(200, { ...good.headers, 'content-encoding': 'gzip' }, `plain ${good.body.length}`),
	},
	{
		name: 'breaks its gzip off',
		effect: either,
		answer: ({ good, reply }) => {
			const whole = gzipSync(good.body);
			const half = whole.subarray(0, whole.length / 2);
			reply(200, { ...good.headers, 'content-encoding': 'gzip' }, half);
		},
	},
	{
		name: 'uses an encoding that nobody knows',
		effect: either,
		answer: ({ good, reply }) =>
			reply(200, { ...good.headers, 'content-encoding': 'x-odd' }, gzipSync(good.body)),
	},
	{
		name: 'answers in UTF-16',
		effect: either,
		answer: (exchange) =>
			recoded(exchange, 'utf-16le', Buffer.from(`\ufeff${exchange.good.body}`, 'utf16le')),
	},
	{
		name: 'puts a byte order mark before its answer',
		effect: { what: 'harmless' },
		answer: (exchange) => recoded(exchange, 'utf-8', Buffer.from(`\ufeff${exchange.good.body}`)),
	},
	{
		name: 'answers in Latin-1',
		effect: { what: 'harmless' },
		answer: (exchange) => {
			const text = exchange.good.body.toString().replace('a lake', 'a l\u00e4ke');
			recoded(exchange, 'latin1', Buffer.from(text, 'latin1'));
		},
	},
	{
		name: 'calls its answer text/plain',
		effect: { what: 'harmless' },
		answer: ({ good, reply }) => reply(200, { 'content-type': 'text/plain' }, good.body),
	},
];
