import fc from 'fast-check';
import { isPrivateHost } from '../../protocol/url';
import { anyText, RUNS } from './support/fuzz.mts';

// Hosts as `URL` writes them.
const isPrivate = (host: string) => isPrivateHost(new URL(`http://${host}/`).hostname);

test.each([
	...['127.0.0.1', '127.255.255.254', '10.0.0.1', '10.255.255.255', '192.168.0.1', '0.0.0.0'],
	...['172.16.0.1', '172.31.255.255', '169.254.169.254', '100.64.0.1', '100.127.255.255'],
	...['224.0.0.1', '239.255.255.255', '255.255.255.255'],
	// The same in other words.
	...['127.1', '2130706433', '0x7f000001', '0177.0.0.1', '127.0.0.1.', '①②⑦.0.0.1'],
	...['localhost', 'LOCALHOST', 'localhost.', 'app.localhost', 'printer.local', 'nas.lan', 'wiki'],
	...['metadata.google.internal', 'host.docker.internal', 'mail.intranet', 'router.home.arpa'],
	...['[::1]', '[::]', '[fe80::1]', '[febf::1]', '[fc00::1]', '[fd12:3456::1]', '[ff02::1]'],
	...['[::ffff:127.0.0.1]', '[::ffff:10.1.2.3]', '[::ffff:a9fe:a9fe]', '[0:0:0:0:0:0:0:1]'],
])('%s is private', (host) => expect(isPrivate(host)).toBe(true));

test.each([
	...['1.1.1.1', '9.255.255.255', '11.0.0.1', '172.15.255.255', '172.32.0.1', '192.167.1.1'],
	...['192.169.1.1', '169.253.1.1', '100.63.0.1', '100.128.0.1', '126.1.1.1', '128.0.0.1'],
	...['223.255.255.255', 'api.example.com', 'local.example.com', 'localhost.example.com'],
	...['10.0.0.1.example.com', 'xn--bcher-kva.example', 'internal.example.com', 'mylan.example'],
	...['[2001:db8::1]', '[2606:4700::1111]', '[::ffff:8.8.8.8]', '[fbff::1]', '[fe00::1]'],
])('%s is public', (host) => expect(isPrivate(host)).toBe(false));

test('every address of a private network is private, in IPv4 and inside IPv6', () => {
	const byte = fc.integer({ min: 0, max: 255 });
	const address = fc.oneof(
		fc.tuple(fc.constantFrom(0, 10, 127), byte, byte, byte),
		fc.tuple(fc.constant(172), fc.integer({ min: 16, max: 31 }), byte, byte),
		fc.tuple(fc.constant(192), fc.constant(168), byte, byte),
		fc.tuple(fc.constant(169), fc.constant(254), byte, byte),
		fc.tuple(fc.constant(100), fc.integer({ min: 64, max: 127 }), byte, byte),
		fc.tuple(fc.integer({ min: 224, max: 255 }), byte, byte, byte),
	);
	fc.assert(
		fc.property(address, (bytes) => {
			expect(isPrivate(bytes.join('.'))).toBe(true);
			expect(isPrivate(`[::ffff:${bytes.join('.')}]`)).toBe(true);
		}),
		{ numRuns: RUNS },
	);
});

test('it says something about any text', () => {
	fc.assert(
		fc.property(fc.oneof(anyText, fc.domain(), fc.ipV4(), fc.ipV6()), (host) => {
			expect(typeof isPrivateHost(host)).toBe('boolean');
		}),
		{ numRuns: RUNS },
	);
});
