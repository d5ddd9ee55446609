import { box, endless, ftyp, word } from '../../../unit/support/boxes.mts';
import type { Cell } from '../cell.mts';
import type { Exchange, Fault } from '../fault.mts';
import type { Kind } from '../kinds.mts';
import type { Outcome } from '../outcome.mts';
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

const dataUrl = (bytes: Buffer) => `data:video/mp4;base64,${bytes.toString('base64')}`;

function gone({ reply }: Exchange): void {
	reply(404, {}, '{"error":{"message":"No file here"}}');
}

/** A job with a second file, which the second server has. */
function secondFile(name: string, effect: Fault['effect'], more: Partial<Fault>): Fault {
	const jobSays = (_: Cell, elsewhere: string) => ({
		data: [{ url: `${elsewhere}/1.mp4` }, { url: `${elsewhere}/2.mp4` }],
	});
	return file(name, effect, undefined, { jobSays, files: 2, ...more });
}
const LOST = { leaves: 1 };

const LONGEST_MARK = 100;
const factsIn = (outcome: Outcome) =>
	/"(?:width|height|seconds|framesPerSecond|videoCodec|hasAudio)":(?!null|false)[^,}]+/.exec(
		(JSON.stringify(outcome.stored).match(/"file":\{[^}]*\}/g) ?? []).join(),
	);

/** A file whose header is there to do harm. */
function hostileFile(name: string, ...boxes: Buffer[]): Fault {
	const answer = ({ reply, cell }: Exchange) => {
		const mark = box('free', cell.mp4.subarray(ftyp.length, LONGEST_MARK));
		reply(200, VIDEO, Buffer.concat([ftyp, mark, ...boxes]));
	};
	const check = (outcome: Outcome) => {
		const [told] = factsIn(outcome) ?? [];
		return told === undefined ? [] : [`a fact that nobody can know: ${told}`];
	};
	return file(`sends a file ${name}`, ends('ok'), answer, { files: 1, check });
}

const inBoxes = (...types: string[]) => types.map(endless);

/** Files that are none, or not whole. */
export const FILES: Fault[] = [
	hostileFile('whose boxes never end', ...inBoxes(...Array<string>(2000).fill('moov'))),
	hostileFile('with a box larger than itself', word(0xffffffff), Buffer.from('moov')),
	hostileFile('with boxes without a length', Buffer.alloc(20_000)),
	hostileFile(
		'with a table of 4,294,967,295 samples',
		...inBoxes('moov', 'trak', 'mdia', 'minf', 'stbl', 'stts'),
		word(0),
		word(0xffffffff),
	),
	hostileFile(
		'whose track has a timescale of zero',
		box('moov', box('trak', box('mdia', box('mdhd', Buffer.alloc(24))))),
	),
	secondFile('makes two files, and sends both', ends('ok'), {}),
	secondFile('makes two files, and has lost the second', ends('noFile'), {
		...LOST,
		answerElsewhere: (_, response) => void response.writeHead(404).end('No file here'),
	}),
	secondFile('makes two files, and resets the connection within the second', ends('noFile'), {
		...LOST,
		answerElsewhere: (request, response, { mp4 }) => {
			response.writeHead(200, { ...VIDEO, 'content-length': String(2 * mp4.length) });
			response.write(mp4, () => setTimeout(() => request.socket.resetAndDestroy(), 30));
		},
	}),
	file('has the file in a data: URL alone', ends('ok'), gone, {
		files: 1,
		jobSays: ({ mp4 }: Cell) => ({ url: dataUrl(mp4) }),
	}),
	file('has no file, and a data: URL that holds none', noFile, gone, {
		jobSays: () => ({ url: dataUrl(Buffer.from('This is no video')) }),
	}),
	file('has no file, and a data: URL that is cut off', noFile, gone, {
		jobSays: () => ({ url: 'data:video/mp4;base64' }),
	}),
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
