import { createCanvas } from '@napi-rs/canvas';
import { mayCreateAnew } from '../../client/createPolicy';
import { jobFailed } from '../../client/failures';
import type { CreateInputs } from '../../protocol/dialects/inputs';
import { bifrost } from '../../protocol/dialects/servers/bifrost';
import { cliProxyApi } from '../../protocol/dialects/servers/cliProxyApi';
import { newApi } from '../../protocol/dialects/servers/newApi';
import type { Dialect } from '../../protocol/dialects/dialect';
import { writeInputs } from '../../protocol/dialects/write';
import { createOf, failureOf, QUICK, useClient } from './support/stage.mts';
import { hurried } from './support/transport.mts';

// Gateways whose answers have forms of their own, where more is at stake than a field's name.
const CREATE = { method: 'POST', path: '/videos$' };
const CONTENT = { method: 'GET', path: 'content$' };
const AT_ONCE = { 'retry-after-ms': '0' };
const WISH = { variant: 'video' as const, nameOf: (extension: string) => `clip.${extension}` };

/** A create as the dialect's table writes it. */
function bodyOf(dialect: Dialect, inputs: CreateInputs) {
	const written = writeInputs(dialect, inputs, 'json');
	if (!('fields' in written)) throw new Error(`${dialect.name} does not take ${written.input}`);
	return createOf(written.fields);
}

describe('CLIProxyAPI', () => {
	const stage = useClient({ dialect: cliProxyApi.name });
	// Its videos are large, and nobody looks at their pixels here.
	beforeEach(async () => {
		await stage.sandbox.settings({ delivered: { size: '64x64', seconds: '1' } });
	});
	const videos = () => stage.videosOf({ dialect: cliProxyApi });

	test('a refusal in the shape of a failed job is a refusal: nothing was created', async () => {
		const error = await failureOf(videos().create(createOf({ model: 'kling-3' })));
		expect(error).toMatchObject({ kind: 'refused', details: { httpStatus: 400 } });
		expect(error.message).toContain('Model kling-3 is not supported on /openai/v1/videos');
		expect(mayCreateAnew(error, false)).toBe(true);
		expect(await stage.sandbox.jobs()).toEqual([]);
	});

	test('an image from a binary field goes out inside of JSON', async () => {
		const file = {
			fileName: 'a.png',
			mimeType: 'image/png',
			bytes: createCanvas(720, 1280).toBuffer('image/png'),
		};
		const inputs = { prompt: 'a lake', size: '720x1280', firstFrame: { file } };
		expect(cliProxyApi.forms).toEqual(['json']);
		await videos().create(bodyOf(cliProxyApi, inputs));
		const [request] = await stage.sandbox.requests({ method: 'POST' });
		expect(request.body).toMatchObject({
			input_reference: { image_url: expect.stringMatching(/^data:image\/png;base64,/) },
		});
	});

	test('the file is where the job says, when content answers 502', async () => {
		const { video } = await videos().create(createOf());
		await stage.sandbox.finish(video.id);
		await stage.sandbox.fault({
			match: CONTENT,
			times: null,
			fault: { status: 502, headers: AT_ONCE, body: { error: { message: 'no video.url' } } },
		});
		const [{ file }] = await videos().downloadContent(video.id, WISH);
		expect(file.mimeType).toBe('video/mp4');
	});
});

describe('new-api', () => {
	const stage = useClient({ dialect: newApi.name });
	const videos = () => stage.videosOf({ dialect: newApi });
	const PARAMS = createOf({ model: 'sora-2' });

	test('the finished job names its file below metadata', async () => {
		const { video } = await videos().createAndPoll(PARAMS, QUICK);
		expect(video.url).toBe(`${stage.sandbox.baseUrl}/videos/${video.id}/content`);
	});

	test.each([
		[403, 'request blocked: private IP address not allowed'],
		[502, 'Upstream service returned status 404'],
	])('content that answers %d gives its reason', async (status, message) => {
		const known = await videos().createAndPoll(PARAMS, QUICK);
		const body = { error: { message, type: 'server_error' } };
		await stage.sandbox.fault({
			match: CONTENT,
			times: null,
			fault: { status, headers: AT_ONCE, body },
		});
		const server = stage.videosOf({ dialect: newApi, transport: hurried(stage.transport) });
		const error = await failureOf(server.downloadContent(known.video.id, WISH));
		expect(error.message).toContain(`${message} (HTTP ${status})`);
		expect(error.message).toContain(known.video.id);
	});
});

describe('Bifrost', () => {
	const stage = useClient({ dialect: bifrost.name });
	const videos = () => stage.videosOf({ dialect: bifrost });

	test('what its filter has held back is blocked, with its reasons', async () => {
		await stage.sandbox.fault({ match: CREATE, fault: { job: { outcome: 'moderation' } } });
		const params = createOf({ model: 'gemini/veo-3.1' });
		const { video } = await videos().createAndPoll(params, QUICK);
		const error = jobFailed(video);
		expect(error).toMatchObject({ kind: 'blocked' });
		expect(error.message).toContain('blocked by our moderation system');
		expect(mayCreateAnew(error, true)).toBe(false);
	});

	test('a video to start from goes along as an address, and one alone', async () => {
		const one = { url: 'https://example.com/a.mp4' };
		const inputs = { prompt: 'at night', model: 'runway/gen4_aleph', referenceVideos: [one] };
		await videos().create(bodyOf(bifrost, inputs));
		const [request] = await stage.sandbox.requests({ method: 'POST' });
		expect(request.body).toEqual({
			...{ prompt: 'at night', model: 'runway/gen4_aleph' },
			video_uri: 'https://example.com/a.mp4',
		});
		const two = { ...inputs, referenceVideos: [one, one] };
		expect(writeInputs(bifrost, two, 'json')).toEqual({
			input: 'referenceVideos',
			way: 'beyond the first',
		});
	});
});
