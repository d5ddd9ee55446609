import type { Feature } from '../protocol/dialects/dialect';
import type { HostRule } from './transport';

/** What went wrong. Code decides by this, never by a message. */
export type ErrorKind =
	/** What the user filled in cannot be sent. */
	| 'input'
	/** An error that nobody foresaw. */
	| 'unexpected'
	/** The server is known not to offer it. */
	| 'unsupported'
	/** The server answered with an error: it did not do what was requested, as far as it says. */
	| 'refused'
	/** The server does not know the video. */
	| 'notFound'
	/** The file was requested before it exists. */
	| 'notReady'
	/** A create may have been accepted although no job came back. */
	| 'unknownOutcome'
	/** The job itself failed. */
	| 'jobFailed'
	/** A safety filter blocked the job, or refused the create: the same prompt will be blocked again. */
	| 'blocked'
	/** The user's, or the host's, time limit is over. */
	| 'deadline'
	/** The user stopped the work. */
	| 'stopped'
	/** Nobody was reached: surely nothing was sent. */
	| 'unreachable'
	/** The connection was lost, or no answer came in time. */
	| 'noAnswer'
	/** An answer that cannot be read as what was requested: a web page, no JSON, too large. */
	| 'badAnswer'
	/** The video is finished, but its file cannot be had. */
	| 'noFile'
	/** The file is not what was requested. */
	| 'differs'
	/** The host could not store the file. */
	| 'storage'
	/** The host's own settings, or the rule about private addresses, forbid the request. */
	| 'forbidden';

/** Why an answer cannot be read, where the remedy depends on it. */
export type BadAnswer = 'webPage' | 'tooLarge' | 'redirect';

/** What an error knows beside its kind and message. */
export interface ErrorDetails {
	/** What to do next, where it does not follow from the rest. */
	hint?: string;
	/** The video that it is about. */
	videoId?: string;
	/** The state of that video when it was last seen. */
	videoStatus?: string;
	/** The HTTP status of the server's answer. */
	httpStatus?: number;
	/** The server's own message. */
	serverText?: string;
	/** What the server does not offer, or may not offer. */
	feature?: Feature;
	/** What the server offers; left out where that is not known to matter. */
	offers?: readonly Feature[];
	badAnswer?: BadAnswer;
	/** The request was a create, or what failed came after one in the same run. */
	isCreate?: boolean;
	/** The server refused because it is busy with other jobs. */
	isBusy?: boolean;
	/** A gateway refused it because it was written as for another of its providers. */
	isMistaken?: boolean;
	/** The file of the video has expired. */
	expired?: boolean;
	/** The host's own rule that forbade the request. */
	rule?: HostRule;
	/** It is the proxy that could not be reached. */
	isProxy?: boolean;
	/** The host that could not be reached, as `URL` gives it. */
	host?: string;
	/** The transport's error code. */
	code?: string;
}

/** Something went wrong between the client and the server. The message says what, and with which video. */
export class VideosError extends Error {
	constructor(
		readonly kind: ErrorKind,
		message: string,
		readonly details: ErrorDetails = {},
	) {
		super(message);
	}
}

/** What somebody filled in cannot be sent. The message says what, the hint what to fill in instead. */
export class InputError extends VideosError {
	constructor(message: string, hint?: string) {
		super('input', message, { hint });
	}
}
