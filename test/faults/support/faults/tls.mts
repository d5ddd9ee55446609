import type { Fault } from '../fault.mts';

const unsent = { what: 'unsent' } as const;

/** What goes wrong with TLS. */
export const TLS: Fault[] = [
	{ name: 'has a self-signed certificate', effect: unsent, transport: 'self-signed' },
	{ name: 'has an expired certificate', effect: unsent, transport: 'expired' },
	{ name: 'has a certificate for another host', effect: unsent, transport: 'wrong host' },
	{
		name: 'speaks plain HTTP where the Base URL says https',
		effect: unsent,
		transport: 'plain HTTP behind https',
	},
	{ name: 'refuses the TLS handshake', effect: unsent, transport: 'no common TLS' },
	{
		name: 'closes the connection in the TLS handshake',
		effect: {
			what: 'special',
			// Whoever is not sure that nothing was sent may say so.
			kinds: ({ class: name, hasCreated }) => {
				if (name === 'create' || hasCreated) return ['unreachable', 'unknownOutcome'];
				if (name === 'check' || name === 'knownChoices') return ['ok'];
				return name === 'event' ? ['again'] : ['unreachable', 'noAnswer', 'unknownOutcome'];
			},
		},
		applies: ({ class: name }) => name !== 'poll',
		transport: 'closed in the TLS handshake',
	},
	{ name: 'answers over TLS as it should', effect: { what: 'harmless' }, transport: 'https' },
	{
		name: 'takes a request over TLS, then writes a plain HTTP 502',
		effect: { what: 'noAnswer' },
		transport: 'https',
		answer: ({ wire }) =>
			void wire.write('HTTP/1.1 502 Bad Gateway\r\ncontent-length: 0\r\n\r\n', () => wire.end()),
	},
	{
		name: 'takes a request over TLS, then sends a TLS alert',
		effect: { what: 'noAnswer' },
		transport: 'https',
		answer: ({ wire }) => void wire.write(Buffer.from([0x15, 3, 3, 0, 2, 2, 40]), () => wire.end()),
	},
	{
		name: 'takes a request over TLS, then resets the connection',
		effect: { what: 'noAnswer' },
		transport: 'https',
		answer: ({ wire }) => void wire.resetAndDestroy(),
	},
];
