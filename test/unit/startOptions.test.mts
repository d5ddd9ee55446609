import { createServer, type AddressInfo, type Server } from 'node:net';
import { once } from 'node:events';
import path from 'node:path';
import { freePortFrom } from '../../host/ports.mts';
import { readStartOptions } from '../../scripts/startOptions.mts';

test('npm start opens the editor on port 5678 and keeps its work in .n8n-home', () => {
	const { port, userFolder, help } = readStartOptions([]);
	expect([port, path.basename(userFolder), help]).toEqual([5678, '.n8n-home', false]);
});

test('npm start takes a port, and a folder as it was typed', () => {
	const { port, userFolder } = readStartOptions(['--port', '6000', '--user-folder', '/tmp/mine']);
	expect([port, userFolder]).toEqual([6000, path.resolve('/tmp/mine')]);
	const relative = readStartOptions(['--user-folder=mine']);
	expect(relative.userFolder).toBe(path.resolve(process.env.INIT_CWD ?? '.', 'mine'));
});

test.each([['0'], ['65536'], ['5678x'], ['1e3'], ['']])(
	'npm start refuses the port "%s"',
	(port) => {
		expect(() => readStartOptions([`--port=${port}`])).toThrow('--port takes a whole number');
	},
);

test('npm start refuses an empty folder name and unknown words', () => {
	expect(() => readStartOptions(['--user-folder='])).toThrow('--user-folder takes the path');
	expect(() => readStartOptions(['--folder', 'x'])).toThrow("Unknown option '--folder'");
});

describe('a taken port', () => {
	let server: Server;
	beforeEach(async () => {
		server = createServer().listen(0, '127.0.0.1');
		await once(server, 'listening');
	});
	afterEach(async () => await new Promise((resolve) => server.close(resolve)));

	test('is passed over for one of the next', async () => {
		const { port } = server.address() as AddressInfo;
		const found = await freePortFrom(port);
		expect(found).toBeGreaterThan(port);
		expect(found).toBeLessThan(port + 100);
	});
});
