import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Transport } from '../../client/transport';
import { Videos } from '../../client/videos';
import { openai } from '../../protocol/dialects/servers/openai';
import { createLimiter } from '../../client/limiter';
import { createTransport } from './support/transport.mts';

// A server whose name is public, as a hosts file could give it: it is reached at 127.0.0.1.
const PUBLIC = 'api.example.com';

let server: Server;
let port = 0;
let files = 0;
let place = '';

beforeAll(async () => {
	server = createServer((request, response) => {
		if (request.url?.endsWith('/file.mp4')) {
			files += 1;
			response.end(Buffer.concat([Buffer.from('\0\0\0\x18ftypisom', 'latin1'), Buffer.alloc(64)]));
		} else if (request.url?.endsWith('/content')) {
			response.writeHead(302, { location: place }).end();
		} else {
			response.setHeader('content-type', 'application/json');
			response.end(JSON.stringify({ id: 'video_1', status: 'completed' }));
		}
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	port = (server.address() as AddressInfo).port;
});
afterAll(() => void server.close());
beforeEach(() => (files = 0));

function videosAt(host: string, allowsPrivateFiles: boolean): Videos {
	const transport: Transport = createTransport('');
	const send: Transport['send'] = async (request) =>
		await transport.send({ ...request, url: request.url.replace(PUBLIC, '127.0.0.1') });
	return new Videos({
		transport: { ...transport, send },
		baseUrl: `http://${host}:${port}/v1`,
		dialect: openai,
		extraHeaders: {},
		extraQuery: {},
		timeoutMs: 5000,
		idleMs: 5000,
		limit: createLimiter(4),
		inlineLimit: createLimiter(1),
		allowsPrivateFiles,
	});
}

const wish = { variant: 'video' as const, nameOf: (extension: string) => `clip.${extension}` };

test.each(['127.0.0.1', 'localhost', '[::1]', '10.0.0.1', '169.254.169.254', 'nas.local'])(
	'a public server cannot make n8n fetch a file at %s',
	async (host) => {
		place = `http://${host}:${port}/file.mp4`;
		const download = videosAt(PUBLIC, false).downloadContent('video_1', wish);
		await expect(download).rejects.toMatchObject({
			kind: 'forbidden',
			message: expect.stringContaining(`private address ${host}:${port}`),
		});
		expect(files).toBe(0);
	},
);

test('it can where the user allows it', async () => {
	place = `http://127.0.0.1:${port}/file.mp4`;
	await expect(videosAt(PUBLIC, true).downloadContent('video_1', wish)).resolves.toMatchObject([
		{ bytes: 76 },
	]);
	expect(files).toBe(1);
});

test('a server at a private address can name others', async () => {
	place = `http://localhost:${port}/file.mp4`;
	await expect(
		videosAt('127.0.0.1', false).downloadContent('video_1', wish),
	).resolves.toMatchObject([{ bytes: 76 }]);
});
