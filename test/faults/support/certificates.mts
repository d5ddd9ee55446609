import { sign } from 'node:crypto';
import tls from 'node:tls';
import { generate } from 'selfsigned';

/** A key and its certificate, both as PEM. */
export interface Certificate {
	key: string;
	cert: string;
}

const DAY_MS = 24 * 3600 * 1000;

const NAMES = [
	{ type: 2, value: 'localhost' },
	{ type: 7, ip: '127.0.0.1' },
];

function make(altNames: object[], name = 'A fault server'): Certificate {
	const { private: key, cert } = generate([{ name: 'commonName', value: name }], {
		days: 2,
		keySize: 2048,
		algorithm: 'sha256',
		extensions: [
			{ name: 'basicConstraints', cA: true },
			{ name: 'subjectAltName', altNames },
		],
		...{ notBeforeDate: new Date(Date.now() - 3 * DAY_MS) },
	});
	return { key, cert };
}

// Two bytes of DER before each time of a certificate's validity: UTCTime, 13 characters.
const UTC_TIME = Buffer.from([0x17, 13]);
const SIGNATURE_BYTES = 256;

function utcTime(date: Date): string {
	return `${date.toISOString().replace(/[-:T]/g, '').slice(2, 14)}Z`;
}

// `selfsigned` makes none that is not valid now: the second of its two times is written anew, and signed.
function expired({ key, cert }: Certificate): Certificate {
	const der = Buffer.from(cert.replace(/-----[^-]+-----|\s/g, ''), 'base64');
	const notAfter = der.indexOf(UTC_TIME, der.indexOf(UTC_TIME) + 1) + UTC_TIME.length;
	der.write(utcTime(new Date(Date.now() - DAY_MS)), notAfter);
	// What is signed comes first, after the outer header, with a header of four bytes too.
	const signed = der.subarray(4, 8 + der.readUInt16BE(6));
	sign('sha256', signed, key).copy(der, der.length - SIGNATURE_BYTES);
	const lines = der.toString('base64').replace(/.{64}/g, '$&\n');
	return { key, cert: `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n` };
}

let made: Record<'good' | 'selfSigned' | 'expired' | 'wrongHost', Certificate> | undefined;

/** Certificates for the fault servers: those that are not `selfSigned` are of an authority that is trusted. */
export function certificates() {
	made ??= {
		good: make(NAMES),
		selfSigned: make(NAMES, 'A stranger'),
		expired: expired(make(NAMES, 'An old fault server')),
		wrongHost: make([{ type: 2, value: 'videos.example.com' }], 'Another fault server'),
	};
	return made;
}

/** Trusts what a user's own authority has signed, as NODE_EXTRA_CA_CERTS does. @returns undoes it */
export function trustCertificates(): () => void {
	const original = tls.createSecureContext;
	const { good, expired: old, wrongHost } = certificates();
	tls.createSecureContext = (options) => {
		const secure = original(options);
		for (const { cert } of [good, old, wrongHost]) {
			(secure.context as { addCACert(pem: string): void }).addCACert(cert);
		}
		return secure;
	};
	return () => void (tls.createSecureContext = original);
}
