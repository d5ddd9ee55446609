import type { Exchange, Fault } from '../fault.mts';

const noAnswer = { what: 'noAnswer' } as const;
const either = { what: 'readable or not' } as const;

function whole({ good }: Exchange, headers: string[], status = 'HTTP/1.1 200 OK'): Buffer {
	const type = `content-type: ${good.headers['content-type']}`;
	const head = [status, type, ...headers, '', ''].join('\r\n');
	return Buffer.concat([Buffer.from(head, 'latin1'), good.body]);
}

function chunked(body: Buffer, size = body.length.toString(16)): Buffer {
	return Buffer.concat([Buffer.from(`${size}\r\n`), body, Buffer.from('\r\n0\r\n\r\n')]);
}

const length = ({ good }: Exchange) => `content-length: ${good.body.length}`;

/** Answers that are not HTTP as it should be. */
export const FRAMING: Fault[] = [
	{
		name: 'sends a chunk size that is no number',
		effect: noAnswer,
		answer: (exchange) =>
			exchange.raw(
				Buffer.concat([
					whole({ ...exchange, good: { ...exchange.good, body: Buffer.alloc(0) } }, [
						'transfer-encoding: chunked',
					]),
					chunked(exchange.good.body.subarray(0, 10), 'xyz'),
				]),
				'close',
			),
	},
	{
		name: 'never ends a chunked answer that is complete',
		effect: either,
		hurries: true,
		answer: ({ response, good, handOut, cell }) => {
			response.writeHead(200, { ...good.headers, 'transfer-encoding': 'chunked' });
			response.write(good.body);
			if (good.body.includes(cell.newId)) handOut(cell.newId);
		},
	},
	{
		name: 'announces fewer bytes than it sends',
		effect: either,
		answer: (exchange) => {
			const { good, raw, cell } = exchange;
			const short = `content-length: ${good.body.length - 10}`;
			const at = good.body.indexOf(cell.newId);
			raw(whole(exchange, [short, 'connection: close']), 'close');
			if (at > 0 && at + cell.newId.length < good.body.length - 10) exchange.handOut(cell.newId);
		},
	},
	{
		name: 'announces two different lengths',
		effect: noAnswer,
		answer: (exchange) =>
			exchange.raw(withoutIds(exchange, ['content-length: 5', length(exchange)]), 'reset'),
	},
	{
		name: 'announces a length and sends chunks',
		effect: noAnswer,
		answer: (exchange) =>
			exchange.raw(withoutIds(exchange, [length(exchange), 'transfer-encoding: chunked']), 'reset'),
	},
	{
		name: 'announces a length that is no number',
		effect: noAnswer,
		answer: (exchange) => exchange.raw(withoutIds(exchange, ['content-length: many']), 'reset'),
	},
	{
		name: 'sends garbage after a complete answer',
		effect: either,
		answer: (exchange) =>
			exchange.raw(
				Buffer.concat([
					whole(exchange, [length(exchange)]),
					Buffer.from('\0\x01 garbage \r\n\r\n'),
				]),
				'close',
			),
	},
	{
		name: 'answers something that is not HTTP',
		effect: noAnswer,
		answer: ({ raw }) => raw('SSH-2.0-OpenSSH_9.2\r\n', 'close'),
	},
	{
		name: 'sends a status line without a number',
		effect: noAnswer,
		answer: (exchange) => exchange.raw('HTTP/1.1 FINE\r\n\r\n', 'close'),
	},
	{
		name: 'says "100 Continue" and nothing more',
		effect: { what: 'silence' },
		hurries: true,
		answer: ({ raw }) => raw('HTTP/1.1 100 Continue\r\n\r\n', 'keep'),
	},
	{
		name: 'says "100 Continue" before it answers',
		effect: { what: 'harmless' },
		answer: (exchange) =>
			exchange.raw(
				Buffer.concat([
					Buffer.from('HTTP/1.1 100 Continue\r\n\r\n'),
					whole(exchange, [length(exchange)]),
				]),
				'close',
			),
	},
	{
		name: 'sends headers of 1 MB',
		effect: noAnswer,
		answer: (exchange) =>
			exchange.raw(withoutIds(exchange, [`x-long: ${'a'.repeat(1 << 20)}`]), 'close'),
	},
	{
		name: 'sends a header with control characters',
		effect: noAnswer,
		answer: (exchange) => exchange.raw(withoutIds(exchange, ['x-odd: a\x00b\x07c']), 'close'),
	},
	{
		name: 'answers as HTTP/1.0, without a length',
		effect: { what: 'harmless' },
		answer: (exchange) => exchange.raw(whole(exchange, [], 'HTTP/1.0 200 OK'), 'close'),
	},
];

// What no client can read to the body of hands out no id.
function withoutIds(exchange: Exchange, headers: string[]): Buffer {
	const body = Buffer.from('{"unreachable":true}');
	return whole({ ...exchange, good: { ...exchange.good, body } }, headers);
}
