/** Answer headers, with lower-case names. */
export type ResponseHeaders = Record<string, unknown>;

/** What the client uses of a body's stream: Node's `Readable`, which n8n lets no node import. */
export interface ByteStream extends AsyncIterable<Buffer> {
	/** Only of a body that is as it came: not unpacked. */
	readonly rawHeaders?: string[];
	readonly readableEnded: boolean;
	readonly destroyed: boolean;
	read(): Buffer | null;
	unshift(chunk: Buffer): void;
	destroy(error?: Error): void;
	/** A stream of what a generator makes of this one (Node 18.13 and later). */
	compose(transform: (source: AsyncIterable<Buffer>) => AsyncIterable<Buffer>): ByteStream;
	on(event: 'error' | 'end' | 'readable' | 'close', listener: (error?: Error) => void): void;
	off(event: string, listener: (error?: Error) => void): void;
}

/** One HTTP request as it goes out. */
export interface TransportRequest {
	method: 'GET' | 'POST' | 'DELETE';
	/** Absolute. */
	url: string;
	headers: Record<string, string>;
	query?: Record<string, unknown>;
	/** An object for JSON, or a `FormData`. */
	body?: unknown;
	/** Whether the credential's key goes along: only to the origin of the base URL. */
	authenticated: boolean;
	/** The longest to wait for the answer's headers, in milliseconds. */
	timeoutMs: number;
	/** Ends the request, and its connection with it, also while the body is read. */
	signal: AbortSignal;
}

/** The answer to a request, whatever its status. */
export interface TransportResponse {
	status: number;
	headers: ResponseHeaders;
	body: ByteStream;
}

/** A file in the host's storage. */
export interface FileReference {
	fileName?: string;
	mimeType: string;
	/** How the host finds the file again. */
	id?: string;
}

/** The host's rule against a request: about the address, the name or the domain of the server, or about the credential. */
export type HostRule = 'address' | 'hostName' | 'domain' | 'credential';

/**
 * Why no answer came, as the host knows it: an error code of Node, of TLS, of the HTTP client or of the proxy, with the system call and the message of the
 * error at the bottom.
 */
export interface TransportError {
	/** `PROXY_REFUSED` where a proxy answered in place of the server, and did not pass the request on. */
	code: string;
	syscall?: string;
	message: string;
	/** Whether the host may have let the server renegotiate TLS after the request. */
	mayRenegotiate?: boolean;
	/** Which proxy the error came from, in words that follow "the proxy": `at http://myproxy:3128`. */
	proxy?: string;
	/** The host's own rule by which it refused to send the request. */
	refusedByHost?: HostRule;
}

/** How the client reaches the world. The node's is in `nodes/shared/n8nTransport.ts`, that of the tests in `test/client/support`. */
export interface Transport {
	/** Sends one request, and follows no redirect. @throws anything, which `readError` understands */
	send(request: TransportRequest): Promise<TransportResponse>;
	/** @param url of the request */
	readError(error: unknown, url: string): TransportError;
	/** Puts a file into the host's storage. A stream that fails must leave nothing there. */
	store(data: ByteStream | Buffer, fileName: string, mimeType: string): Promise<FileReference>;
	/** Waits; may return late, but not early, and need not notice the signal. @param ms at most 2^31-1 */
	sleep(ms: number, signal: AbortSignal | undefined): Promise<void>;
	log: { info(message: string): void; warn(message: string): void };
	/** Shows a line to whoever watches the run, where the host can. */
	showProgress?(line: string): void;
	/** Aborted when the user stops the work, or (with a `TimeoutError` as its reason) when the host's time for it is over. */
	stopSignal: AbortSignal | undefined;
}
