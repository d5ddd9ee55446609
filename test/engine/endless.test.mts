import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pipeline, Readable } from 'node:stream';
import { useStage } from './support/stage.mts';

const stage = useStage();

test('an answer that never ends is given up before it fills the memory', async () => {
	let sent = 0;
	const chunk = Buffer.alloc(1 << 20, 'x');
	const server = createServer((_, response) => {
		response.writeHead(200, { 'content-type': 'application/json' });
		const endless = new Readable({
			read() {
				sent += chunk.length;
				this.push(chunk);
			},
		});
		response.write('{"data": "');
		pipeline(endless, response, () => {});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	const { error } = await stage.run({
		parameters: { operation: 'list' },
		credential: { baseUrl: `http://127.0.0.1:${port}/v1` },
	});
	server.closeAllConnections();
	server.close();
	expect(error?.message).toContain('is too large');
	expect(sent).toBeLessThan(8 * 1024 * 1024);
});
