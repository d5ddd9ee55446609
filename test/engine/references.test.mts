import type { INodeExecutionData } from 'n8n-workflow';
import { picture } from '../support/picture.mts';
import { binaryItem } from './support/binary.mts';
import { fromField, fromFileId, fromUrl, references, type Given } from './support/references.mts';
import { byId, useStage } from './support/stage.mts';

const stage = useStage();
const CREATE = { operation: 'create', prompt: 'a lake', returnWhat: 'job' };
const IMAGE = fromUrl('https://example.com/a.png');
const VIDEO = fromUrl('https://example.com/a.mp4');
const AUDIO = fromUrl('https://example.com/a.mp3');

const WAV = Buffer.from('RIFF\x24\0\0\0WAVEfmt \x10\0\0\0', 'latin1');

/** An item with an image and a sound. */
async function itemOf(width = 720, height = 1280): Promise<INodeExecutionData> {
	const image = await binaryItem('image', await picture(width, height), 'a.png', 'image/png');
	const sound = await binaryItem('sound', WAV, 'a.wav', 'audio/wav');
	return { json: {}, binary: { ...image.binary, ...sound.binary } };
}

async function refused(given: object, parameters: object = {}) {
	const { error } = await stage.run({
		parameters: { ...CREATE, ...given, ...parameters } as never,
		items: [await itemOf()],
	});
	expect(await stage.sandbox.requests()).toHaveLength(0);
	return { message: error?.message.replace(' [item 0]', ''), hint: error?.description };
}

async function refusedBy(server: string, given: Given) {
	const { error } = await stage.run({
		// Some servers need one.
		parameters: { ...CREATE, model: byId('a-model'), ...references(given) },
		items: [await itemOf()],
		credential: { server },
	});
	expect(await stage.sandbox.requests()).toHaveLength(0);
	return { message: error?.message.replace(' [item 0]', ''), hint: error?.description };
}

const images = (...entries: unknown[]) => ({ references: { images: entries } });

test.each<[string, object, string]>([
	[
		'two first frames',
		images({ role: 'firstFrame', ...IMAGE }, { role: 'reference', ...IMAGE }, IMAGE),
		'Image 1 (First Frame) and Image 3 (First Frame) have the same role, but a video has one First Frame',
	],
	[
		'two last frames',
		images({ role: 'lastFrame', ...IMAGE }, { role: 'lastFrame', ...IMAGE }),
		'Image 1 (Last Frame) and Image 2 (Last Frame) have the same role, but a video has one Last Frame',
	],
	[
		'a role that is none',
		images({ role: '={{ "hero" }}', ...IMAGE }),
		'Role of Image 1 must be firstFrame, lastFrame, reference, not "hero"',
	],
	[
		'a source that is none',
		references({ videos: [{ source: '={{ "disk" }}' }] }),
		'Source of Video 1 must be binary, url or fileId',
	],
	[
		'an empty field name',
		references({ audio: [fromField(' ')] }),
		'The field for Audio 1 is empty',
	],
	['an empty URL', references({ videos: [VIDEO, fromUrl(' ')] }), 'URL of Video 2 is empty'],
	[
		'the path of a file',
		references({ audio: [fromUrl('/home/me/a.mp3')] }),
		'URL of Audio 1 must begin with https:// or http://',
	],
	[
		'a data URL of another kind',
		references({ videos: [fromUrl('data:image/png;base64,AAAA')] }),
		'URL of Video 1 must begin with https:// or http://',
	],
	[
		'an image as audio',
		references({ audio: [fromField('image')] }),
		'The file "image" of item 0 is not in a supported audio format (MP3, WAV, M4A, OGG or FLAC)',
	],
	[
		'sound as a video',
		references({ videos: [fromField('sound')] }),
		'The file "sound" of item 0 is not in a supported video format (mp4, WebM or QuickTime)',
	],
	[
		'sound as an image',
		references({ images: [fromField('sound')] }),
		'The file "sound" of item 0 is not in a supported image format (PNG, JPEG or WebP)',
	],
	[
		'a field that the item does not have',
		references({ images: [IMAGE, fromField('logo')] }),
		'There is no file in the field "logo" of item 0 for Image 2 (Reference)',
	],
])('%s: refused by entry and reason', async (_, given, message) => {
	expect((await refused(given)).message).toBe(message);
});

describe('a frame of another size than the video', () => {
	test.each([
		['firstFrame', 'Image 1 (First Frame)'],
		['lastFrame', 'Image 1 (Last Frame)'],
	])('%s: told before anything is sent, or sent anyway', async (role, name) => {
		const parameters = {
			...{ ...CREATE, size: '1280x720' },
			...images({ role, ...fromField('image') }),
		};
		const { message, hint } = await refused(parameters);
		expect(message).toBe(`${name} is 720x1280, but the video is set to 1280x720`);
		expect(hint).toContain('set the option If Image Size Differs to Send It Anyway');
		await stage.run({
			parameters: { ...parameters, options: { referenceMismatch: 'send' } },
			items: [await itemOf()],
		});
		expect(await stage.sandbox.requests({ method: 'POST' })).toHaveLength(1);
	});

	test('a reference image may have any', async () => {
		await stage.run({
			parameters: { ...CREATE, size: '1280x720', ...references({ images: [fromField('image')] }) },
			items: [await itemOf()],
		});
		expect(await stage.sandbox.requests({ method: 'POST' })).toHaveLength(1);
	});
});

describe('a server is asked for what it takes alone', () => {
	test.each<[string, Given, string]>([
		['sglang', { lastFrame: IMAGE }, 'SGLang does not take a last frame'],
		[
			'sglang',
			{ firstFrame: fromFileId('file-1') },
			'SGLang does not take a first frame by file ID',
		],
		[
			'sglang',
			{ images: [IMAGE, IMAGE] },
			'SGLang does not take reference images beyond the first',
		],
		['sglang', { audio: [AUDIO] }, 'SGLang does not take reference audio'],
		['dynamo', { videos: [VIDEO] }, 'NVIDIA Dynamo does not take reference videos'],
		['dynamo', { images: [IMAGE] }, 'NVIDIA Dynamo does not take reference images'],
		['dynamo', { audio: [fromField('sound')] }, 'NVIDIA Dynamo does not take reference audio'],
		[
			'vllm-omni',
			{ lastFrame: IMAGE },
			'vLLM-Omni does not take a last frame without a first frame',
		],
		[
			'openai',
			{ firstFrame: IMAGE, images: [IMAGE] },
			'OpenAI-Style does not take reference images together with a first frame',
		],
	])('%s, %j: %s', async (server, given, message) => {
		expect((await refusedBy(server, given)).message).toBe(message);
	});

	test('and where it takes the image in another role, the hint says so', async () => {
		const { hint } = await refusedBy('dynamo', { images: [IMAGE] });
		expect(hint).toMatch(/^Nothing was sent\. .* give it the Role First Frame\.$/);
	});
});

test('OpenAI-style servers get one image in either role as input_reference', async () => {
	for (const given of [{ firstFrame: fromField('image') }, { images: [fromField('image')] }]) {
		const { error } = await stage.run({
			parameters: { ...CREATE, size: '720x1280', ...references(given) },
			items: [await itemOf()],
		});
		expect(error).toBeUndefined();
		const [{ body }] = (await stage.sandbox.requests({ method: 'POST' })).slice(-1);
		expect(body).toMatchObject({ files: [{ field: 'input_reference', filename: 'a.png' }] });
	}
	expect(await stage.sandbox.jobs()).toMatchObject([
		{ reference: expect.any(String) },
		{ reference: expect.any(String) },
	]);
});
