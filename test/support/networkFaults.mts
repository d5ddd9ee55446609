import { constants, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';
import { once } from 'node:events';
import { createServer as createHttpServer } from 'node:http';
import { connect, createServer, isIP, type AddressInfo, type Server, type Socket } from 'node:net';
import tls, { type SecureContextOptions, type TLSSocket, type TlsOptions } from 'node:tls';
import { closedPort } from './closedPort.mts';

/** A server that does not answer a request as it should. */
export interface FaultyServer {
	/** Where to send the request: `http://127.0.0.1:PORT`, or https. */
	origin: string;
	/** The proxy to send it through, where that is at fault. */
	proxy?: { protocol: string; host: string; port: number };
	/** Bytes of requests that the server has read so far; those of TLS itself and of a CONNECT are none. */
	received(): number;
	stop(): Promise<void>;
}

const HOST = '127.0.0.1';
const GARBAGE = 'neither TLS nor HTTP\r\n\r\n';
// Ends the record of TLS that it comes in the middle of, and then some.
const LONG_GARBAGE = GARBAGE.repeat(2000);
const BAD_GATEWAY = 'HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\nConnection: close\r\n\r\n';
const PROXY_LOGIN =
	'HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm="proxy"\r\nContent-Length: 0\r\n\r\n';
const FORBIDDEN = 'HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n';

const HALF_AN_ANSWER = 'HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{"id":';

const TLS_1_2: TlsOptions = { maxVersion: 'TLSv1.2' };

type Scheme = 'http' | 'https';
/** Does something to a connection. */
type Fault = (socket: Socket) => void;

const close: Fault = (socket) => socket.end();
const reset: Fault = (socket) => socket.resetAndDestroy();

/** Sends it and closes. */
function say(bytes: string | Buffer): Fault {
	return (socket) => socket.end(bytes);
}

/** A fatal alert (RFC 8446, section 6) as it goes over the wire before anything is encrypted. */
function alert(description: number): Buffer {
	return Buffer.from([0x15, 3, 3, 0, 2, 2, description]);
}

/** Listens on any free port; the connections end with the server. */
async function listen(server: Server): Promise<{ port: number; stop: () => Promise<void> }> {
	const sockets = new Set<Socket>();
	server.on('connection', (socket: Socket) => {
		sockets.add(socket);
		socket.on('error', () => undefined).once('close', () => sockets.delete(socket));
	});
	await once(server.listen(0, HOST), 'listening');
	const stop = async () => {
		const closed = once(server, 'close');
		server.close();
		for (const socket of sockets) socket.destroy();
		await closed;
	};
	return { port: (server.address() as AddressInfo).port, stop };
}

/** A server that has never heard of TLS: what comes in over https is a handshake, no request. */
async function plain(scheme: Scheme, serve: Fault): Promise<FaultyServer> {
	let bytes = 0;
	const server = createServer((socket) => {
		if (scheme === 'http') socket.on('data', (chunk: Buffer) => (bytes += chunk.length));
		serve(socket);
	});
	const { port, stop } = await listen(server);
	return { origin: `${scheme}://${HOST}:${port}`, received: () => bytes, stop };
}

/** Waits for the first bytes of the client, and reads no more. */
function onceReached(scheme: Scheme, fault: Fault): Promise<FaultyServer> {
	return plain(scheme, (socket) => {
		socket.once('data', () => {
			socket.pause();
			fault(socket);
		});
	});
}

async function refused(scheme: Scheme): Promise<FaultyServer> {
	const origin = `${scheme}://${HOST}:${await closedPort()}`;
	return { origin, received: () => 0, stop: async () => undefined };
}

async function withoutTls(): Promise<FaultyServer> {
	const { port, stop } = await listen(createHttpServer((_, response) => response.end('{}')));
	return { origin: `https://${HOST}:${port}`, received: () => 0, stop };
}

/** A server of TLS; the handshake goes wrong, or `serve` does with what comes after it. */
async function secure(options: TlsOptions, serve?: (socket: TLSSocket) => void) {
	let bytes = 0;
	const server = tls.createServer(options, (socket) => {
		socket.on('error', () => undefined);
		socket.on('data', (chunk: Buffer) => (bytes += chunk.length));
		serve?.(socket);
	});
	server.on('tlsClientError', () => undefined);
	const { port, stop } = await listen(server);
	return { origin: `https://${HOST}:${port}`, received: () => bytes, stop };
}

/**
 * A sound server of TLS behind a relay that does something to the client's connection, or to the server's,
 * when the first bytes of a request have come out of the TLS; the relay takes no more of it then.
 */
async function onceAsked(
	fault: (client: Socket, server: Socket, secured: TLSSocket) => void,
	options: TlsOptions = {},
): Promise<FaultyServer> {
	const faults = new Map<number | undefined, (secured: TLSSocket) => void>();
	const behind = await secure({ ...identity({}), ...options }, (socket) => {
		socket.once('data', () => faults.get(socket.remotePort)?.(socket));
	});
	const front = await listen(
		createServer((client) => {
			const server = connect(Number(new URL(behind.origin).port), HOST);
			server.on('error', () => undefined);
			server.on('data', (chunk) => client.writable && client.write(chunk));
			client.on('data', (chunk) => server.write(chunk)).once('close', () => server.destroy());
			server.once('connect', () =>
				faults.set(server.localPort, (secured) => {
					client.removeAllListeners('data').pause();
					fault(client, server, secured);
				}),
			);
		}),
	);
	const stop = async () => {
		await front.stop();
		await behind.stop();
	};
	return { origin: `https://${HOST}:${front.port}`, received: behind.received, stop };
}

/** Begins TLS anew once it has been asked, and never comes to its end: a client that still sends has to wait for it. */
function inRenegotiation(fault: (client: Socket, server: Socket) => void): Promise<FaultyServer> {
	return onceAsked((client, server, secured) => {
		secured.renegotiate({}, () => undefined);
		client.resume();
		setTimeout(() => fault(client, server), 200).unref();
	}, TLS_1_2);
}

/** A sound server of TLS that does something once it has read the first bytes of a request. */
function answering(fault: Fault, options: TlsOptions = {}): Promise<FaultyServer> {
	return secure({ ...identity({}), ...options }, (socket) =>
		socket.once('data', () => fault(socket)),
	);
}

/** Takes the request and then, as some servers do for some paths, wants to know who the client is. */
function certificateAfterwards(): Promise<FaultyServer> {
	const again = { requestCert: true, rejectUnauthorized: true };
	return answering((socket) => (socket as TLSSocket).renegotiate(again, () => undefined), TLS_1_2);
}

/** Takes the request and then begins TLS anew on the same connection, with another certificate. */
function otherCertificateAfterwards(): Promise<FaultyServer> {
	const secureOptions = constants.SSL_OP_NO_SESSION_RESUMPTION_ON_RENEGOTIATION;
	const options: TlsOptions = { ...TLS_1_2, secureOptions };
	return answering((socket) => {
		const { setKeyCert } = socket as TLSSocket & { setKeyCert?: (identity: object) => void };
		setKeyCert?.call(socket, tls.createSecureContext(identity({ by: 'itself' })));
		(socket as TLSSocket).renegotiate({}, () => undefined);
	}, options);
}

/** A proxy that does something when it is asked for a connection to the server, which is none. */
async function proxy(scheme: Scheme, fault?: Fault): Promise<FaultyServer> {
	const origin = `${scheme}://${HOST}:1`;
	const { origin: place, ...rest } = await (fault ? onceReached('http', fault) : refused('http'));
	const port = Number(new URL(place).port);
	// Over https the proxy gets a CONNECT and no request.
	const received = scheme === 'http' ? rest.received : () => 0;
	return { ...rest, origin, proxy: { protocol: 'http', host: HOST, port }, received };
}

interface Keys {
	publicKey: KeyObject;
	privateKey: KeyObject;
}

interface CertificateOptions {
	/** The address or the name that it is for. */
	host?: string;
	/** In days from now. */
	from?: number;
	until?: number;
	/** Who has signed it: the authority of {@link trustAuthority} by default, another one, or its own key. */
	by?: keyof typeof authorities | 'itself';
	/** Whether the certificate of the one who has signed it comes along. */
	withIssuer?: boolean;
}

function newKeys(): Keys {
	return generateKeyPairSync('ec', { namedCurve: 'P-256' });
}

function der(tag: number, ...parts: Buffer[]): Buffer {
	const content = Buffer.concat(parts);
	const { length } = content;
	const size =
		length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length];
	return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

function extension(lastByte: number, value: Buffer): Buffer {
	return der(0x30, der(6, Buffer.from([0x55, 0x1d, lastByte])), der(4, value));
}

function nameOf(commonName: string): Buffer {
	const type = der(6, Buffer.from([0x55, 4, 3]));
	return der(0x30, der(0x31, der(0x30, type, der(0x0c, Buffer.from(commonName)))));
}

function timeIn(days: number): Buffer {
	const date = new Date(Date.now() + days * 24 * 60 * 60 * 1000);
	return der(0x18, Buffer.from(date.toISOString().replace(/[-:T]|\.\d+/g, '')));
}

interface Contents {
	subject: string;
	issuer: string;
	keys: Keys;
	signer: Keys;
	isAuthority: boolean;
	options: CertificateOptions;
}

/** A certificate (RFC 5280) in PEM, as small as TLS takes one. */
function certificate({ subject, issuer, keys, signer, isAuthority, options }: Contents): string {
	const { host = HOST, from = -1, until = 30 } = options;
	const ecdsaWithSha256 = der(0x30, der(6, Buffer.from('2a8648ce3d040302', 'hex')));
	const address = Buffer.from(host.split('.').map(Number));
	const place = isIP(host) ? der(0x87, address) : der(0x82, Buffer.from(host));
	const extensions = [
		extension(0x13, der(0x30, ...(isAuthority ? [der(1, Buffer.from([0xff]))] : []))),
		extension(0x11, der(0x30, place)),
	];
	const contents = der(
		0x30,
		der(0xa0, der(2, Buffer.from([2]))),
		der(2, Buffer.from([1]), randomBytes(8)),
		ecdsaWithSha256,
		nameOf(issuer),
		der(0x30, timeIn(from), timeIn(until)),
		nameOf(subject),
		keys.publicKey.export({ type: 'spki', format: 'der' }),
		der(0xa3, der(0x30, ...extensions)),
	);
	const signature = der(3, Buffer.from([0]), sign('sha256', contents, signer.privateKey));
	const base64 = der(0x30, contents, ecdsaWithSha256, signature).toString('base64');
	return `-----BEGIN CERTIFICATE-----\n${base64}\n-----END CERTIFICATE-----\n`;
}

interface Authority {
	subject: string;
	keys: Keys;
	cert: string;
}

function newAuthority(subject: string, above?: Authority): Authority {
	const keys = newKeys();
	const { subject: issuer, keys: signer } = above ?? { subject, keys };
	const contents = { subject, issuer, keys, signer, isAuthority: true, options: {} };
	return { subject, keys, cert: certificate(contents) };
}

const stranger = newAuthority('Authority that nobody knows');
const authorities = {
	authority: newAuthority('Authority of the network faults'),
	stranger,
	'stranger below': newAuthority('Authority below the one that nobody knows', stranger),
};

/** What a server of TLS shows, and its key. */
function identity(options: CertificateOptions): SecureContextOptions {
	const { by = 'authority', withIssuer = false } = options;
	const keys = newKeys();
	const subject = 'Network faults';
	const key = keys.privateKey.export({ type: 'pkcs8', format: 'pem' });
	if (by === 'itself') {
		const contents = { subject, issuer: subject, keys, signer: keys, isAuthority: false, options };
		return { key, cert: certificate(contents) };
	}
	const issuer = authorities[by];
	const signed = { subject, issuer: issuer.subject, keys, signer: issuer.keys };
	const cert = certificate({ ...signed, isAuthority: false, options });
	return { key, cert: withIssuer ? cert + issuer.cert : cert };
}

/**
 * Makes this process trust the authority of the sound certificates, beside those that it knows already:
 * Node 20 has no other way once it runs. Gives back what undoes it.
 */
export function trustAuthority(): () => void {
	const original = tls.createSecureContext;
	tls.createSecureContext = (options) => {
		const context = original(options);
		const { addCACert } = context.context as { addCACert: (pem: string) => void };
		if (options?.ca === undefined) addCACert.call(context.context, authorities.authority.cert);
		return context;
	};
	return () => {
		tls.createSecureContext = original;
	};
}

/** What can go wrong, by plain names. The client has to trust the authority, see {@link trustAuthority}. */
export const NETWORK_FAULTS: Record<string, () => Promise<FaultyServer>> = {
	// Before there is a connection.
	'connection refused': () => refused('http'),
	'connection refused, https': () => refused('https'),

	// Instead of TLS.
	'plain HTTP instead of TLS': withoutTls,
	'502 in plain HTTP instead of TLS': () => onceReached('https', say(BAD_GATEWAY)),
	'garbage instead of TLS': () => onceReached('https', say(GARBAGE)),
	'closed before TLS': () => plain('https', close),
	'reset before TLS': () => plain('https', reset),
	'closed in the TLS handshake': () => onceReached('https', close),
	'reset in the TLS handshake': () => onceReached('https', reset),
	'no answer in the TLS handshake': () => onceReached('https', () => undefined),

	// The two cannot agree on TLS.
	'TLS alert handshake_failure': () => onceReached('https', say(alert(40))),
	'TLS alert protocol_version': () => onceReached('https', say(alert(70))),
	'TLS alert internal_error': () => onceReached('https', say(alert(80))),
	'TLS alert unrecognized_name': () => onceReached('https', say(alert(112))),
	'TLS 1.1 only': () =>
		secure({
			...identity({}),
			minVersion: 'TLSv1',
			maxVersion: 'TLSv1.1',
			ciphers: 'ALL:@SECLEVEL=0',
		}),
	'other TLS ciphers': () =>
		secure({ ...identity({}), ...TLS_1_2, ciphers: 'ECDHE-ECDSA-CAMELLIA128-SHA256' }),

	// Certificates.
	'self-signed certificate': () => secure(identity({ by: 'itself' })),
	'self-signed certificate in the chain': () =>
		secure(identity({ by: 'stranger', withIssuer: true })),
	'certificate of an unknown issuer': () => secure(identity({ by: 'stranger' })),
	'certificate of an unknown issuer, with one in between': () =>
		secure(identity({ by: 'stranger below', withIssuer: true })),
	'expired certificate': () => secure(identity({ from: -9, until: -2 })),
	'certificate not valid yet': () => secure(identity({ from: 2, until: 9 })),
	'certificate of another host': () => secure(identity({ host: 'elsewhere.example' })),
	'certificate of another address': () => secure(identity({ host: '127.9.9.9' })),
	'TLS 1.2, self-signed certificate': () => secure({ ...identity({ by: 'itself' }), ...TLS_1_2 }),
	'TLS 1.2, certificate of another host': () =>
		secure({ ...identity({ host: 'elsewhere.example' }), ...TLS_1_2 }),

	// The server wants a certificate of the client: TLS 1.3 says so after the request, TLS 1.2 before.
	'client certificate wanted, TLS 1.3': () =>
		secure({ ...identity({}), requestCert: true, minVersion: 'TLSv1.3' }),
	'client certificate wanted, TLS 1.2': () =>
		secure({ ...identity({}), requestCert: true, ...TLS_1_2 }),

	// Over TLS, when the request has begun to come in.
	'502 in plain HTTP after the request': () => onceAsked(say(BAD_GATEWAY)),
	'garbage after the request': () => onceAsked(say(GARBAGE)),
	'plain TLS alert after the request': () => onceAsked(say(alert(40))),
	// The server's TLS takes garbage for the client's, and says what it thinks of it.
	'TLS alert after the request': () => onceAsked((_, server) => server.write(LONG_GARBAGE)),
	'TLS closed after the request': () => onceAsked(close),
	'TLS reset after the request': () => onceAsked(reset),
	'TLS 1.2, 502 in plain HTTP after the request': () => onceAsked(say(BAD_GATEWAY), TLS_1_2),
	'TLS 1.2, garbage after the request': () => onceAsked(say(GARBAGE), TLS_1_2),
	'TLS 1.2, plain alert after the request': () => onceAsked(say(alert(40)), TLS_1_2),
	'TLS 1.2, alert after the request': () =>
		onceAsked((_, server) => server.write(LONG_GARBAGE), TLS_1_2),
	'TLS 1.2, reset after the request': () => onceAsked(reset, TLS_1_2),
	'TLS alert in a renegotiation after the request': () =>
		inRenegotiation((_, server) => server.write(LONG_GARBAGE)),
	'502 in plain HTTP in a renegotiation after the request': () => inRenegotiation(say(BAD_GATEWAY)),
	'client certificate wanted after the request': certificateAfterwards,
	'another certificate after the request': otherCertificateAfterwards,
	'half an answer over TLS': () => answering(say(HALF_AN_ANSWER)),
	'garbage for an answer over TLS': () => answering(say(GARBAGE)),
	'no answer over TLS': () => answering(close),

	// Without TLS. What the server never reads may have come to its machine all the same.
	'closed before the request is read': () => plain('http', close),
	'reset before the request is read': () => plain('http', reset),
	'garbage before the request is read': () => plain('http', say(GARBAGE)),
	'closed after the request': () => onceReached('http', close),
	'reset after the request': () => onceReached('http', reset),
	'garbage for an answer': () => onceReached('http', say(GARBAGE)),
	'half an answer': () => onceReached('http', say(HALF_AN_ANSWER)),
	'no answer': () => onceReached('http', () => undefined),

	// A proxy in between.
	'proxy refuses the connection': () => proxy('http'),
	'proxy refuses the connection, https': () => proxy('https'),
	'proxy closes after the request': () => proxy('http', close),
	// What it has read it passes on to nobody.
	'proxy asks for a login': async () => ({
		...(await proxy('http', say(PROXY_LOGIN))),
		received: () => 0,
	}),
	'proxy closes after CONNECT': () => proxy('https', close),
	'proxy resets after CONNECT': () => proxy('https', reset),
	'proxy answers CONNECT with 502': () => proxy('https', say(BAD_GATEWAY)),
	'proxy answers CONNECT with 407': () => proxy('https', say(PROXY_LOGIN)),
	'proxy answers CONNECT with 403': () => proxy('https', say(FORBIDDEN)),
	'proxy answers CONNECT with garbage': () => proxy('https', say(GARBAGE)),
};
