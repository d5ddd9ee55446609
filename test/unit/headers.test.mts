import { once } from 'node:events';
import { createServer, request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { InputError } from '../../client/errors';
import { checkExtraHeaders, checkHeaders } from '../../nodes/shared/headers';
import { anyText, RUNS } from './support/fuzz.mts';

test.each(['X-Team', 'x_team', 'a', "!#$%&'*+.^`|~9"])('%s is a header name', (name) => {
	expect(checkHeaders({ [name]: 'a' }, 'of the options')).toEqual({ [name]: 'a' });
});

test.each(['', ' ', 'X Team', 'X-Team:', 'x\n', 'ä', 'a/b', 'a(b)', '"a"'])(
	'%j is none',
	(name) => {
		expect(() => checkHeaders({ [name]: 'a' }, 'of the options')).toThrow(
			new InputError(`"${name}" of the options is not a valid header name`),
		);
	},
);

test.each([
	['', ''],
	['a b\tc', 'a b\tc'],
	['ä', 'ä'],
	[1, '1'],
	[null, ''],
	[undefined, ''],
	[false, 'false'],
])('the value %j is sent as %j', (value, text) => {
	expect(checkHeaders({ a: value }, '')).toEqual({ a: text });
});

test.each(['a\nb', 'a\r\nX: 1', '“a”', '€', '\0', '\u007f', '\u2028'])(
	'the value %j is refused',
	(value) => {
		expect(() => checkHeaders({ Authorization: value }, 'of the credential')).toThrow(
			/^The value of the header Authorization of the credential has a character that HTTP cannot send$/,
		);
	},
);

test('a refused value is not repeated: it may be the key', () => {
	expect(() => checkHeaders({ Authorization: 'Bearer sk-\n1234' }, 'of the credential')).toThrow(
		expect.objectContaining({ message: expect.not.stringContaining('sk-') }),
	);
});

test.each(['Content-Type', 'content-length', 'HOST', 'Transfer-Encoding', 'connection'])(
	'%s cannot be set by the user',
	(name) =>
		expect(() => checkExtraHeaders({ 'X-Team': 'a', [name]: 'b' })).toThrow(
			new InputError(`The extra header ${name} cannot be set`),
		),
);

test('a long name is shortened in the message', () => {
	expect(() => checkHeaders({ [' '.repeat(10_000)]: 'a' }, '')).toThrow(
		expect.objectContaining({ message: expect.stringMatching(/^.{1,200}$/) }),
	);
});

test('Node sends what is accepted, and the server gets it as it is', async () => {
	const server = createServer((request, response) => {
		const values = request.rawHeaders.flatMap((name, n, all) =>
			name === 'x-a' ? [all[n + 1]] : [],
		);
		response.end(JSON.stringify(values));
	}).listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;
	const value = fc.oneof(
		anyText,
		fc.string({ unit: fc.integer({ min: 0x20, max: 0xff }).map((n) => String.fromCharCode(n)) }),
	);
	await fc.assert(
		fc.asyncProperty(value, async (text) => {
			let headers: Record<string, string>;
			try {
				headers = checkHeaders({ 'x-a': text }, '');
			} catch (error) {
				expect(error).toBeInstanceOf(InputError);
				return;
			}
			const request = httpRequest({ host: '127.0.0.1', port, headers }).end();
			const [response] = await once(request, 'response');
			const chunks: Buffer[] = [];
			for await (const chunk of response) chunks.push(chunk as Buffer);
			const [received] = JSON.parse(Buffer.concat(chunks).toString()) as string[];
			expect(received).toBe(text.replace(/^[\t ]+|[\t ]+$/g, ''));
		}),
		{ numRuns: RUNS / 8 },
	);
	server.closeAllConnections();
	server.close();
});

test('whatever is a name for us is one for Node', () => {
	fc.assert(
		fc.property(anyText, (name) => {
			try {
				checkHeaders({ [name]: 'a' }, '');
			} catch {
				return;
			}
			expect(() => new Headers({ [name]: 'a' })).not.toThrow();
		}),
		{ numRuns: RUNS },
	);
});
