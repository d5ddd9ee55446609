import type { Exchange, Fault } from '../fault.mts';

const HEAD = 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n';

function half({ good }: Exchange): Buffer {
	return good.body.subarray(0, good.body.length / 2);
}

function headOf({ good }: Exchange, length = good.body.length): string {
	return `HTTP/1.1 200 OK\r\ncontent-type: ${good.headers['content-type']}\r\ncontent-length: ${length}\r\n\r\n`;
}

const noAnswer = { what: 'noAnswer' } as const;
const silence = { what: 'silence' } as const;

/** The connection itself fails. */
export const CONNECTION: Fault[] = [
	{ name: 'is not running', effect: { what: 'unsent' }, transport: 'nobody listens' },
	{ name: 'has a name that does not exist', effect: { what: 'unsent' }, transport: 'no such name' },
	{
		name: 'resets the connection instead of answering',
		effect: noAnswer,
		answer: ({ wire }) => void wire.resetAndDestroy(),
	},
	{
		name: 'closes the connection instead of answering',
		effect: noAnswer,
		answer: ({ request }) => void request.socket.end(),
	},
	{
		name: 'resets the connection within the headers',
		effect: noAnswer,
		answer: ({ raw }) => raw(HEAD, 'reset'),
	},
	{
		name: 'closes the connection within the headers',
		effect: noAnswer,
		answer: ({ raw }) => raw(HEAD, 'close'),
	},
	{
		name: 'resets the connection within the body',
		effect: noAnswer,
		answer: (exchange) =>
			exchange.raw(Buffer.concat([Buffer.from(headOf(exchange)), half(exchange)]), 'reset'),
	},
	{
		name: 'closes the connection within the body',
		effect: noAnswer,
		answer: (exchange) =>
			exchange.raw(Buffer.concat([Buffer.from(headOf(exchange)), half(exchange)]), 'close'),
	},
	{
		name: 'closes the connection before the announced length, after a complete answer',
		effect: { what: 'readable or not' },
		answer: (exchange) => {
			const { raw, good } = exchange;
			raw(
				Buffer.concat([Buffer.from(headOf(exchange, good.body.length + 50)), good.body]),
				'close',
			);
		},
	},
	{
		name: 'resets the connection after a complete answer',
		effect: { what: 'readable or not' },
		answer: ({ response, good, wire, handOut, cell }) => {
			response.writeHead(200, { ...good.headers, 'content-length': good.body.length });
			response.end(good.body, () => setTimeout(() => wire.resetAndDestroy(), 100));
			if (good.body.includes(cell.newId)) handOut(cell.newId);
		},
	},
	{
		name: 'never answers',
		effect: silence,
		hurries: true,
		answer: () => {},
	},
	{
		name: 'sends headers and no body',
		effect: silence,
		hurries: true,
		answer: (exchange) => exchange.raw(headOf(exchange), 'keep'),
	},
	{
		name: 'stalls within the body',
		effect: silence,
		hurries: true,
		answer: (exchange) =>
			exchange.raw(Buffer.concat([Buffer.from(headOf(exchange)), half(exchange)]), 'keep'),
	},
	{
		name: 'stalls after a complete answer, before the announced length',
		effect: { what: 'readable or not' },
		hurries: true,
		answer: (exchange) => {
			const { raw, good } = exchange;
			raw(Buffer.concat([Buffer.from(headOf(exchange, good.body.length + 50)), good.body]), 'keep');
		},
	},
];
