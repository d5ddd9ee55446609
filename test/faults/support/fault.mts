import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Cell } from './cell.mts';
import type { Kind } from './kinds.mts';
import type { Outcome } from './outcome.mts';
import type { Path } from './path.mts';
import type { Good, Route } from './routes.mts';

/** How the server is reached. */
export type Transport =
	| 'http'
	| 'https'
	| 'nobody listens'
	| 'self-signed'
	| 'expired'
	| 'wrong host'
	| 'plain HTTP behind https'
	| 'no common TLS'
	| 'closed in the TLS handshake'
	| 'no such name';

/** One request that the fault applies to, and the means to answer it. */
export interface Exchange {
	route: Route;
	cell: Cell;
	request: IncomingMessage;
	response: ServerResponse;
	/** What a server that does all well would answer. */
	good: Good;
	/** How often the fault applied before. */
	before: number;
	/** `http://127.0.0.1:PORT` */
	origin: string;
	/** A second server on another port, which records what reaches it. */
	elsewhere: string;
	/** The connection itself, below TLS. */
	wire: Socket;
	/** Answers as HTTP should be; length and type are added unless they are given. */
	reply(status: number, headers: Record<string, string>, body: Buffer | string): void;
	/** Writes bytes in place of an answer, and then closes, keeps or resets the connection. */
	raw(bytes: Buffer | string, then: 'close' | 'keep' | 'reset'): void;
	/** Notes that an id was handed out in a form that {@link reply} does not see. */
	handOut(id: string): void;
}

/** What the answer means, from which the rules derive what the node may make of it. */
export type Effect =
	/** The request surely never left. */
	| { what: 'unsent' }
	/** The request was sent, and no answer came that HTTP could read to its end. */
	| { what: 'noAnswer' }
	/** The server took the request and does not answer in time. */
	| { what: 'silence' }
	/** A status with an error of the API (`error`), a web page, nothing, or what was asked for (`good`). */
	| { what: 'status'; status: number; body: 'error' | 'page' | 'empty' | 'good' }
	/** A 2xx with something else than was asked for. */
	| { what: 'unreadable' }
	/** A 2xx with a web page: what answers is not the API. */
	| { what: 'page' }
	/** Odd, and read all the same. */
	| { what: 'harmless' }
	/** A client may read it or not; what counts is that nothing is paid twice, lost or shown. */
	| { what: 'readable or not' }
	/** Defined for this fault alone. */
	| { what: 'special'; kinds: (path: Path) => readonly Kind[] };

/** One fault: a row of docs/reliability.md. */
export interface Fault {
	/** What the server does, in words that follow "The server". */
	name: string;
	effect: Effect;
	transport?: Transport;
	/** The paths that it makes sense for; all by default. */
	applies?: (path: Path) => boolean;
	/** Answers a request of the path's route; by default as a good server does. */
	answer?: (exchange: Exchange) => void;
	/** Answers the second server's requests; by default with the file. */
	answerElsewhere?: (request: IncomingMessage, response: ServerResponse, cell: Cell) => void;
	/** What the job of a request that the fault is not about says more. @param elsewhere the second server's origin */
	jobSays?: (cell: Cell, elsewhere: string) => object;
	/** How many files are stored where all is well; one at most by default. */
	files?: number;
	/** How many whole files each try may leave where it fails: n8n gives nodes no way to remove one, and removes them with the execution. */
	leaves?: number;
	/** What else must be so where the operation works; what is not, in words. */
	check?: (outcome: Outcome) => string[];
	/** Makes the node give up early: a fault that ends only by a time limit. */
	hurries?: boolean;
	/** Text that must be in the output where the id itself cannot be. */
	idMark?: (cell: Cell) => string;
	/** How many creates the server may see, where the rules cannot tell. */
	mostCreates?: number;
	/** Whether the fault makes a create be answered "failed", so that Retry On Fail may create again. */
	failsJob?: boolean;
}
