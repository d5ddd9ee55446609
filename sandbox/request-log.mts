import type { IncomingHttpHeaders } from 'node:http';

export type Host = 'api' | 'storage';

/** One request as it came in and went out. */
export interface LoggedRequest {
	seq: number;
	/** Arrival, epoch ms. */
	at: number;
	host: Host;
	method: string;
	/** With /v1, without the query, percent-encoded as it was received. */
	path: string;
	query: Record<string, unknown>;
	headers: IncomingHttpHeaders;
	contentType: string | null;
	/** JSON value, `{fields, files}` of multipart, text of anything else, or null. */
	body: unknown;
	/** Status answered; null while there is none, and for a connection that was dropped. */
	status: number | null;
	/** Whether the client went away before the answer's end. */
	closedEarly: boolean;
	/** From arrival to the answer's last byte; null until then. */
	durationMs: number | null;
	/** Requests in flight when this one came, itself included. */
	inFlightAtStart: number;
}

/** Oldest requests are dropped beyond this many. */
const CAPACITY = 20_000;

/** Everything that came in since the last reset, in order. */
export class RequestLog {
	private entries: LoggedRequest[] = [];
	private total = 0;
	private inFlight = 0;
	private maxInFlight = 0;

	begin(
		request: Pick<LoggedRequest, 'host' | 'method' | 'path' | 'query' | 'headers'>,
	): LoggedRequest {
		this.inFlight += 1;
		this.maxInFlight = Math.max(this.maxInFlight, this.inFlight);
		this.total += 1;
		const entry: LoggedRequest = {
			seq: this.total,
			at: Date.now(),
			...request,
			contentType: request.headers['content-type'] ?? null,
			body: null,
			status: null,
			closedEarly: false,
			durationMs: null,
			inFlightAtStart: this.inFlight,
		};
		this.entries.push(entry);
		if (this.entries.length > CAPACITY) this.entries.shift();
		return entry;
	}

	end(entry: LoggedRequest) {
		this.inFlight -= 1;
		entry.durationMs = Date.now() - entry.at;
	}

	all() {
		return this.entries;
	}

	stats() {
		return { requests: this.total, inFlight: this.inFlight, maxInFlight: this.maxInFlight };
	}

	/** What is still in flight stays counted. */
	clear() {
		this.entries = [];
		this.total = 0;
		this.maxInFlight = this.inFlight;
	}
}
