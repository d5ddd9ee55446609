/** The ports that the forms are made of. */
export interface Ports {
	/** Of the credential's own server, on 127.0.0.1. */
	own: number;
	/** Of another server. */
	other: number;
	/** Of another server, over TLS. */
	tls: number;
}

/**
 * The forms of a URL with which a server may try to have a request sent to another origin than the one of the Base URL,
 * `http://127.0.0.1:OWN`. Some lead nowhere, and some to the own origin after all: what counts is what arrives, and where.
 */
export function targetForms({ own, other, tls }: Ports): string[] {
	return [
		// Another port.
		`http://127.0.0.1:${other}/file`,
		`//127.0.0.1:${other}/file`,
		`///127.0.0.1:${other}/file`,
		`\\\\127.0.0.1:${other}\\file`,
		`/\\127.0.0.1:${other}/file`,
		`http:\\\\127.0.0.1:${other}\\file`,
		`http:/127.0.0.1:${other}/file`,
		`HTTP://127.0.0.1:${other}/file`,
		` http://127.0.0.1:${other}/file`,
		`ht\ttp://127.0.0.1:${other}/file`,
		`http://127.0.0.1:0${other}/file`,
		// Another name of the same machine, at the same port.
		`http://localhost:${own}/file`,
		`http://LOCALHOST:${own}/file`,
		`http://localhost.:${own}/file`,
		`http://[::1]:${own}/file`,
		`http://[::ffff:127.0.0.1]:${own}/file`,
		`http://0.0.0.0:${own}/file`,
		// Other ways to write an address.
		`http://127.1:${other}/file`,
		`http://2130706433:${other}/file`,
		`http://0x7f000001:${other}/file`,
		`http://017700000001:${other}/file`,
		`http://127.0.0.1.:${other}/file`,
		`http://%31%32%37.0.0.1:${other}/file`,
		// User info.
		`http://user:password@127.0.0.1:${other}/file`,
		`http://127.0.0.1:${own}@127.0.0.1:${other}/file`,
		`http://127.0.0.1:${other}#@127.0.0.1:${own}/`,
		`http://127.0.0.1:${other}?@127.0.0.1:${own}/`,
		`http://127.0.0.1:${other}\\@127.0.0.1:${own}/`,
		// Another scheme.
		`https://127.0.0.1:${tls}/file`,
		`https://127.0.0.1:${own}/file`,
		`ws://127.0.0.1:${other}/file`,
	];
}
