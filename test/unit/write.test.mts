import { DIALECTS } from '../../protocol/dialects';
import { dynamo } from '../../protocol/dialects/servers/dynamo';
import { edenai } from '../../protocol/dialects/servers/edenai';
import type { BodyForm, CreateInputs, Media } from '../../protocol/dialects/inputs';
import { openrouter } from '../../protocol/dialects/servers/openrouter';
import { together } from '../../protocol/dialects/servers/together';
import { openai } from '../../protocol/dialects/servers/openai';
import { derivationOf, formsFor, layOver, writeInputs } from '../../protocol/dialects/write';

test('extra body fields win, but leave the rest of an object alone', () => {
	const fields = { prompt: 'a', seconds: 4, nvext: { seed: 7, fps: 16 }, list: [1, 2] };
	const extra = { seconds: 8, nvext: { fps: 24, boundary_ratio: 0.5 }, list: [3] };
	expect(layOver(fields, extra)).toEqual({
		prompt: 'a',
		seconds: 8,
		nvext: { seed: 7, fps: 24, boundary_ratio: 0.5 },
		list: [3],
	});
	expect(fields.nvext).toEqual({ seed: 7, fps: 16 });
});

test('what a server must always be told is in the body, and the table stays as it is', () => {
	const written = writeInputs(dynamo, { prompt: 'a' }, 'json');
	expect(written).toEqual({ fields: { prompt: 'a', response_format: 'b64_json' }, files: {} });
	expect(dynamo.always).toEqual({ response_format: 'b64_json' });
});

test('a callback URL goes to OpenRouter under its name, and is refused by name elsewhere', () => {
	const inputs = { prompt: 'a', callbackUrl: 'https://n8n.example.com/webhook/a/webhook' };
	for (const dialect of DIALECTS) {
		const written = writeInputs(dialect, inputs, dialect.forms[0]);
		const takesIt = dialect.name === 'openrouter';
		expect(written).toEqual(
			takesIt
				? { fields: { prompt: 'a', callback_url: inputs.callbackUrl }, files: {} }
				: { input: 'callbackUrl', way: '' },
		);
	}
});

test('OpenRouter is given no callback URL but one with https', () => {
	const inputs = { prompt: 'a', callbackUrl: 'http://n8n.example.com/webhook/a/webhook' };
	expect(writeInputs(openrouter, inputs, 'json')).toEqual({
		input: 'callbackUrl',
		way: 'that does not begin with https://',
	});
});

const FILE = { fileName: 'a.png', mimeType: 'image/png', bytes: Buffer.from('a') };

test.each<[string, CreateInputs]>([
	['a prompt', { prompt: 'a' }],
	['an image by URL', { prompt: 'a', firstFrame: { url: 'https://example.com/a.png' } }],
	['an image as a file', { prompt: 'a', firstFrame: { file: FILE } }],
])('an unknown server can be sent %s in both forms', (_, inputs) => {
	const forms = formsFor(openai, inputs);
	expect([...forms].sort()).toEqual(['json', 'multipart']);
	for (const form of forms) expect(writeInputs(openai, inputs, form)).toHaveProperty('fields');
});

const url = (name: string) => ({ url: `https://example.com/${name}` });
const REFERENCES: CreateInputs = {
	prompt: 'a',
	referenceImages: [url('a.png'), { file: FILE }],
	referenceVideos: [url('a.mp4')],
	referenceAudio: [url('a.mp3')],
};

test('OpenRouter has all references in one list', () => {
	expect(writeInputs(openrouter, REFERENCES, 'json')).toMatchObject({
		fields: {
			input_references: [
				{ type: 'image_url', image_url: url('a.png') },
				{ type: 'image_url', image_url: { url: 'data:image/png;base64,YQ==' } },
				{ type: 'video_url', video_url: url('a.mp4') },
				{ type: 'audio_url', audio_url: url('a.mp3') },
			],
		},
	});
	const byId = { prompt: 'a', referenceImages: [{ fileId: 'file-1' }] };
	expect(writeInputs(openrouter, byId, 'json')).toMatchObject({ way: 'by file ID' });
});

test('Together has all references and frames in one object', () => {
	const frames = { firstFrame: url('first.png'), lastFrame: { file: FILE } };
	expect(writeInputs(together, { ...REFERENCES, ...frames }, 'json')).toMatchObject({
		fields: {
			media: {
				frame_images: [
					{ input_image: 'https://example.com/first.png', frame: 'first' },
					{ input_image: 'data:image/png;base64,YQ==', frame: 'last' },
				],
				reference_images: ['https://example.com/a.png', 'data:image/png;base64,YQ=='],
				reference_videos: [{ video: 'https://example.com/a.mp4' }],
				audio_inputs: ['https://example.com/a.mp3'],
			},
		},
	});
});

test.each<[string, object]>([
	['1280x720', { width: 1280, height: 720 }],
	['720P 16:9', { resolution: '720P', ratio: '16:9' }],
	['9:16', { ratio: '9:16' }],
])('Together is given the size %s in its own fields', (size, fields) => {
	expect(writeInputs(together, { prompt: 'a', size }, 'json')).toEqual({
		fields: { prompt: 'a', ...fields },
		files: {},
	});
});

test.each<[string, Media, BodyForm, object]>([
	['a file', { file: FILE }, 'multipart', { files: { input_reference: FILE } }],
	['a file', { file: FILE }, 'json', { way: 'from a binary field with Body Format JSON' }],
	['a URL', url('a.png'), 'json', { fields: { input_reference: { image_url: url('a.png').url } } }],
	['a URL', url('a.png'), 'multipart', { way: 'with Body Format Multipart' }],
	['a file ID', { fileId: 'f' }, 'json', { fields: { input_reference: { file_id: 'f' } } }],
	['a data URL', { url: 'data:image/png;base64,YQ==' }, 'json', { way: 'as a data URL' }],
])('Eden AI: a first frame from %s %j in %s', (_, firstFrame, form, written) => {
	expect(writeInputs(edenai, { prompt: 'a', firstFrame }, form)).toMatchObject(written);
});

const SOURCE = { prompt: 'snow', model: 'm', video: { id: 'v 1' } };

test.each(['edit', 'extend'] as const)('OpenRouter: %s names the job before', (operation) => {
	expect(writeInputs(derivationOf(openrouter, operation), SOURCE, 'json')).toEqual({
		fields: { prompt: 'snow', model: 'm', previous_job_id: 'v 1' },
		files: {},
	});
	const file = { ...SOURCE, video: { file: FILE } };
	expect(writeInputs(derivationOf(openrouter, operation), file, 'json')).toMatchObject({
		input: 'video',
	});
});

test.each([
	['edit', { source_video: 'https://example.com/a.mp4' }],
	['extend', { frame_videos: [{ video: 'https://example.com/a.mp4' }] }],
] as const)('Together: %s gives the address of the video', (operation, media) => {
	const writing = derivationOf(together, operation);
	expect(writeInputs(writing, { ...SOURCE, video: url('a.mp4') }, 'json')).toEqual({
		fields: { prompt: 'snow', model: 'm', media },
		files: {},
	});
	expect(writeInputs(writing, { ...SOURCE, video: { file: FILE } }, 'json')).toEqual({
		input: 'video',
		way: 'from a binary field',
	});
});

// Only the length is looked at: nothing so large is allocated.
const fileOf = (length: number) => ({ file: { ...FILE, bytes: { length } as Buffer } });
const small = (toString: () => string) => ({ length: 200e6, toString }) as unknown as Buffer;

test.each([
	['json', openai, { firstFrame: fileOf(300e6) }, 'firstFrame'],
	['json', together, { referenceImages: [fileOf(300e6)] }, 'referenceImages'],
	[
		'json',
		openrouter,
		{
			firstFrame: { file: { ...FILE, bytes: small(() => 'YQ==') } },
			referenceImages: [{ file: { ...FILE, bytes: small(() => 'YQ==') } }],
		},
		'referenceImages',
	],
] as const)(
	'a file too large for the text of a body is refused: %s',
	(form, dialect, more, input) => {
		const written = writeInputs(dialect, { prompt: 'a', ...more } as CreateInputs, form);
		expect(written).toEqual({ input, way: 'from a file that large' });
	},
);

test('a part may be of any size', () => {
	const inputs = { prompt: 'a', firstFrame: fileOf(300e6) };
	expect(writeInputs(openai, inputs, 'multipart')).toHaveProperty('files');
});
