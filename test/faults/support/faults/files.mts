import type { Exchange, Fault } from '../fault.mts';
import type { Kind } from '../kinds.mts';
import type { Path } from '../path.mts';
import { gzipSync } from 'node:zlib';

const isFile = ({ class: name }: Path) => name === 'file';
const ends = (...kinds: Kind[]) => ({ what: 'special', kinds: () => kinds }) as const;
const noFile = ends('noFile', 'badAnswer');
const either = ends('ok', 'noFile');

const VIDEO = { 'content-type': 'video/mp4' };
const PNG = Buffer.from(
	'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
	'base64',
);

function file(name: string, effect: Fault['effect'], answer: Fault['answer'], more = {}): Fault {
	return { name, effect, answer, applies: isFile, ...more };
}

function withLength({ response, cell }: Exchange, length: number): void {
	response.writeHead(200, { ...VIDEO, 'content-length': String(length) });
	response.write(cell.mp4);
	response.socket?.end();
}

/** Files that are none, or not whole. */
export const FILES: Fault[] = [
	file('sends an empty file', noFile, ({ reply }) => reply(200, VIDEO, '')),
	file('sends a web page as file', noFile, ({ reply }) =>
		reply(200, { 'content-type': 'text/html' }, '<!doctype html><p>Log in'),
	),
	file('sends a web page as file, and calls it video/mp4', noFile, ({ reply }) =>
		reply(200, VIDEO, '<!doctype html><p>Log in'),
	),
	file('sends an error as file', noFile, ({ reply }) =>
		reply(200, {}, '{"error":{"message":"The file is lost"}}'),
	),
	file('announces more bytes of the file than it sends', noFile, (exchange) =>
		withLength(exchange, exchange.cell.mp4.length + 5000),
	),
	file('resets the connection within the file', noFile, ({ response, cell, wire }) => {
		response.writeHead(200, { ...VIDEO, 'content-length': String(2 * cell.mp4.length) });
		response.write(cell.mp4, () => setTimeout(() => wire.resetAndDestroy(), 30));
	}),
	file(
		'stalls within the file',
		ends('noFile', 'noAnswer'),
		({ response, cell }) => {
			response.writeHead(200, { ...VIDEO, 'content-length': String(2 * cell.mp4.length) });
			response.write(cell.mp4);
		},
		{ hurries: true },
	),
	file('packs the file with gzip', ends('ok'), ({ reply, cell }) =>
		reply(200, { ...VIDEO, 'content-encoding': 'gzip' }, gzipSync(cell.mp4)),
	),
	file('sends the file in chunks, without a length', ends('ok'), ({ response, cell }) => {
		response.writeHead(200, VIDEO);
		for (let at = 0; at < cell.mp4.length; at += 1000) {
			response.write(cell.mp4.subarray(at, at + 1000));
		}
		response.end();
	}),
	file(
		'sends the file slowly, with pauses shorter than the time limit',
		ends('ok'),
		({ response, cell }) => {
			response.writeHead(200, { ...VIDEO, 'content-length': String(cell.mp4.length) });
			let sent = 0;
			const timer = setInterval(() => {
				response.write(cell.mp4.subarray(sent, (sent += 1000)));
				if (sent >= cell.mp4.length) response.end();
			}, 200);
			response.on('close', () => clearInterval(timer));
		},
		{ hurries: true },
	),
	file('sends an image where the video should be', either, ({ reply }) =>
		reply(200, { 'content-type': 'image/png' }, PNG),
	),
	file('sends one byte as file', noFile, ({ reply }) => reply(200, VIDEO, '\0')),
	file('calls the file application/octet-stream', ends('ok'), ({ reply, cell }) =>
		reply(200, { 'content-type': 'application/octet-stream' }, cell.mp4),
	),
	file('sends a byte range that nobody asked for (206)', either, ({ reply, cell }) =>
		reply(
			206,
			{ ...VIDEO, 'content-range': `bytes 0-999/${cell.mp4.length}` },
			cell.mp4.subarray(0, 1000),
		),
	),
];
