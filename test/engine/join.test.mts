import { readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { BinaryDataService } from 'n8n-core';
import type { INodeExecutionData } from 'n8n-workflow';
import { clipFile, type ClipWish } from '../support/clip-file.mts';
import { mp4Info } from '../support/mp4-info.mts';
import { until } from '../support/until.mts';
import { binaryItem } from './support/binary.mts';
import { Container } from './support/container.mts';
import { fileOf, storageFolder } from './support/engine.mts';
import { isOlder } from './support/host.mts';
import { clipItem, join, openFiles, storedFiles } from './support/join.mts';
import { mismatches, outputSchema } from './support/outputSchema.mts';
import { useStage } from './support/stage.mts';

const stage = useStage();

/** What a real encoder has made: h264 with a key frame every four seconds, five frames per second. */
async function rendered(prompt: string, seconds: string, size = '720x1280'): Promise<Buffer> {
	const id = await stage.api.createEnded({ prompt, seconds, size });
	const answer = await stage.api.call('GET', `/videos/${id}/content`);
	return Buffer.from(await answer.arrayBuffer());
}

const SECOND = { count: 25, bytes: 50, keyEvery: 5 };
const SOUND = { count: 43, bytes: 10 };
const made = (wish: ClipWish = {}) => clipFile({ video: SECOND, ...wish });

/** Two seconds of two clips, whose bytes are 1 and 2. */
async function two(first: ClipWish = {}, second: ClipWish = {}): Promise<INodeExecutionData[]> {
	return [
		await clipItem(made({ fill: 1, ...first }), 'scene-1.mp4'),
		await clipItem(made({ fill: 2, ...second }), 'scene-2.mp4'),
	];
}

/** What is in the box mdat of a file whose tables come first. */
function samplesOf(file: Buffer): Buffer {
	const at = file.indexOf('mdat');
	const length = file.readUInt32BE(at - 4);
	return length === 1 ? file.subarray(at + 12) : file.subarray(at + 4);
}

const pairs = (...items: number[]) => items.map((item) => ({ item }));

/**
 * Nothing has been stored or is open since `before`.
 * @param hasBegun whether n8n had begun to write: an older one removes that with the execution
 */
async function expectNothing(before: string[], hasBegun = false): Promise<void> {
	if (!hasBegun || !isOlder('2.41')) {
		await until(
			'the end of what was being written',
			async () => storedFiles().length <= before.length,
		);
		expect(storedFiles()).toEqual(before);
	}
	await until('closed files', async () => openFiles().length === 0);
}

test('the clips of all items become one video, paired with all of them', async () => {
	const items = [
		await clipItem(await rendered('one', '4'), 'one.mp4'),
		await clipItem(await rendered('two', '8'), 'two.mp4'),
		await clipItem(await rendered('three', '4'), 'three.mp4'),
	];
	const { items: joined, error, status } = await join(items);
	expect(error).toBeUndefined();
	expect(status).toBe('success');
	expect(joined).toHaveLength(1);
	const [{ json, binary, pairedItem }] = joined;
	const bytes = await fileOf(joined[0]);
	expect(json).toEqual({
		clips: [
			{ name: 'one.mp4', seconds: 4, starts_at: 0 },
			{ name: 'two.mp4', seconds: 8, starts_at: 4 },
			{ name: 'three.mp4', seconds: 4, starts_at: 12 },
		],
		file: {
			...{ name: 'joined.mp4', mimeType: 'video/mp4', bytes: bytes.length },
			...{ width: 720, height: 1280, seconds: 16, framesPerSecond: 5 },
			...{ videoCodec: 'h264', hasAudio: false },
		},
	});
	expect(pairedItem).toEqual(pairs(0, 1, 2));
	expect(binary?.data).toMatchObject({
		fileName: 'joined.mp4',
		mimeType: 'video/mp4',
		bytes: bytes.length,
	});
	const info = await mp4Info(bytes);
	expect(info).toMatchObject({ width: 720, height: 1280, frames: 80 });
	expect(info.durationSeconds).toBeCloseTo(16, 2);
	expect(await stage.sandbox.requests({ path: /joined/ })).toEqual([]);
	expect(openFiles()).toEqual([]);
});

test('what comes out is as its schema says', async () => {
	const { items } = await join(await two(), { groupBy: 'a' });
	const schema = outputSchema('VideoGeneration/__schema__/v1.0.0/video/join');
	expect(mismatches(schema, items[0].json)).toEqual([]);
	expect(items[0].json).toHaveProperty('group', 'a');
});

test('the samples of the clips lie in the file in the order of the items', async () => {
	const [first, second] = await two();
	const { items } = await join([second, first, second]);
	const samples = samplesOf(await fileOf(items[0]));
	const clip = (fill: number) => Buffer.alloc(SECOND.count * SECOND.bytes, fill);
	expect(samples.equals(Buffer.concat([clip(2), clip(1), clip(2)]))).toBe(true);
});

test('one clip alone is written again', async () => {
	const { items } = await join([(await two())[0]]);
	expect(items[0].json).toMatchObject({
		clips: [{ seconds: 1, starts_at: 0 }],
		file: { seconds: 1 },
	});
	expect(items[0].pairedItem).toEqual(pairs(0));
});

test('tables at the end of a file are found there', async () => {
	const { items } = await join(await two({ moovLast: true }, { moovLast: true }));
	expect(items[0].json).toMatchObject({ file: { seconds: 2 } });
	const samples = samplesOf(await fileOf(items[0]));
	expect(samples.length).toBe(2 * SECOND.count * SECOND.bytes);
});

test('a video for each value of Group By, in the order in which the values first appear', async () => {
	const clip = made();
	const values = ['b', 'a', 'b', 7, 'a'];
	const items = await Promise.all(
		values.map(async (story, n) => await clipItem(clip, `${n}.mp4`, { story })),
	);
	const parameters = { groupBy: '={{ $json.story }}', options: { fileName: '={{ $json.story }}' } };
	const { items: joined, error } = await join(items, parameters);
	expect(error).toBeUndefined();
	expect(joined.map(({ json }) => json.group)).toEqual(['b', 'a', '7']);
	expect(joined.map(({ pairedItem }) => pairedItem)).toEqual([pairs(0, 2), pairs(1, 4), pairs(3)]);
	expect(joined.map(({ binary }) => binary?.data.fileName)).toEqual(['b.mp4', 'a.mp4', '7.mp4']);
	expect(joined[0].json.clips).toMatchObject([{ name: '0.mp4' }, { name: '2.mp4' }]);
});

describe('the field of the clips', () => {
	const NAMED = { name: 'scene.mp4', seconds: 1, starts_at: 0 };

	test.each([
		['the name of the field', 'separate', 'clip'],
		['the file itself', 'separate', '={{ $binary.clip }}'],
		['the file of another node', 'separate', "={{ $('Start').item.binary.clip }}"],
		['the name of the field', 'combined', 'clip'],
		['a path', 'combined', 'shots[0]'],
		['the file itself', 'combined', '={{ $json.clip }}'],
	] as const)('may be %s in the mode %s: %s', async (_, binaryMode, joinBinaryField) => {
		const item = await binaryItem('clip', made(), 'scene.mp4', 'video/mp4');
		const { clip } = item.binary!;
		const input = binaryMode === 'combined' ? { json: { clip, shots: [clip] } as never } : item;
		const { items, error } = await join([input], { joinBinaryField }, { binaryMode });
		expect(error).toBeUndefined();
		expect(items[0].json.clips).toEqual([NAMED]);
	});

	test('decides where the video is taken from, and another one where it goes', async () => {
		const item = await binaryItem('clip', made(), 'scene.mp4', 'video/mp4');
		const options = { binaryPropertyName: 'story', fileName: 'My story' };
		const { items } = await join([item], { joinBinaryField: 'clip', options });
		expect(items[0].binary).toEqual({
			story: expect.objectContaining({ fileName: 'My story.mp4' }),
		});
	});
});

describe('the sound', () => {
	const withSound = { audio: SOUND };

	test('is kept, and silence is where a clip has none', async () => {
		const { items } = await join(await two(withSound, {}));
		expect(items[0].json).toMatchObject({ file: { hasAudio: true, seconds: 2 } });
		const samples = samplesOf(await fileOf(items[0]));
		const picturesAndSound = 2 * SECOND.count * SECOND.bytes + SOUND.count * SOUND.bytes;
		expect(samples.length).toBeGreaterThan(picturesAndSound);
	});

	test('is removed', async () => {
		const { items } = await join(await two(withSound, withSound), { joinAudio: 'remove' });
		expect(items[0].json).toMatchObject({ file: { hasAudio: false } });
		const samples = samplesOf(await fileOf(items[0]));
		expect(samples.length).toBe(2 * SECOND.count * SECOND.bytes);
	});

	test('is replaced by that of a file of the first item', async () => {
		const items = await two(withSound, {});
		const music = clipFile({ audio: { count: 200, bytes: 10 }, fill: 9 });
		const { audio } = (await binaryItem('audio', music, 'music.m4a', 'audio/mp4')).binary!;
		items[0].binary!.audio = audio;
		const { items: joined, error } = await join(items, { joinAudio: 'replace' });
		expect(error).toBeUndefined();
		expect(joined[0].json).toMatchObject({ file: { hasAudio: true, seconds: 2 } });
		const samples = samplesOf(await fileOf(joined[0]));
		const sound = samples.filter((byte) => byte === 9);
		expect(sound.length % 10).toBe(0);
		// The frames of two seconds, with those that a decoder needs before and behind them.
		const frames = sound.length / 10;
		expect(frames).toBeGreaterThanOrEqual(Math.ceil((2 * 44100) / 1024));
		expect(frames).toBeLessThanOrEqual(Math.ceil((2 * 44100) / 1024) + 2);
		expect(openFiles()).toEqual([]);
	});

	test('may be an MP3', async () => {
		const items = await two();
		// MPEG 1, layer III, 128 kbit/s, 44.1 kHz: 417 bytes a frame.
		const frame = Buffer.concat([Buffer.from([0xff, 0xfb, 0x90, 0xc4]), Buffer.alloc(413)]);
		const mp3 = Buffer.concat(Array.from({ length: 100 }, () => frame));
		const { audio } = (await binaryItem('audio', mp3, 'song.mp3', 'audio/mpeg')).binary!;
		items[0].binary!.music = audio;
		const parameters = { joinAudio: 'replace', audioBinaryField: 'music' };
		const { items: joined, error } = await join(items, parameters);
		expect(error).toBeUndefined();
		expect(joined[0].json).toMatchObject({ file: { hasAudio: true, seconds: 2 } });
	});

	test('may be damaged where it is left out', async () => {
		const damaged = made({ audio: SOUND });
		// The number of samples that the second stsz has.
		damaged.writeUInt32BE(7, damaged.lastIndexOf('stsz') + 12);
		const items = [await clipItem(damaged, 'odd.mp4')];
		expect((await join(items)).error?.message).toMatch(/"odd.mp4" of item 0 is damaged/);
		const { items: joined, error } = await join(items, { joinAudio: 'remove' });
		expect(error).toBeUndefined();
		expect(joined[0].json).toMatchObject({ file: { seconds: 1, hasAudio: false } });
	});

	test('of a codec that cannot be joined: another setting of Audio helps', async () => {
		const file = made({ audio: SOUND });
		file.write('sowt', file.lastIndexOf('mp4a'), 'latin1');
		const items = [await clipItem(file, 'raw.mp4')];
		const { error } = await join(items);
		expect(error?.message).toMatch(/has the codec pcm_s16le, which cannot be joined$/);
		expect(error?.description).toMatch(/set Audio to Remove or Replace\.$/);
		expect((await join(items, { joinAudio: 'remove' })).error).toBeUndefined();
	});

	test('cannot be replaced by a file that has none, or that is no AAC or MP3', async () => {
		const items = await two();
		const silent = (await binaryItem('audio', made(), 'silent.mp4', 'video/mp4')).binary!.audio;
		items[0].binary!.audio = silent;
		const { error } = await join(items, { joinAudio: 'replace' });
		expect(error?.message).toBe('The file "silent.mp4" of item 0 has no audio track');
		const wav = Buffer.concat([Buffer.from('RIFF\0\0\0\0WAVEfmt '), Buffer.alloc(100)]);
		items[0].binary!.audio = (await binaryItem('audio', wav, 'a.wav', 'audio/wav')).binary!.audio;
		const { error: other } = await join(items, { joinAudio: 'replace' });
		expect(other?.message).toBe('The file "a.wav" of item 0 is a WAV file, not AAC or MP3 audio');
	});
});

describe('what is cut off', () => {
	test('begins at the nearest key frame, and ends behind the nearest frame', async () => {
		const options = { trimStart: 0.25, trimEnd: 0.21 };
		const { items } = await join(await two(), { options });
		// Key frames every 0.2 s, a frame every 0.04 s.
		expect(items[0].json).toMatchObject({
			clips: [
				{ seconds: 0.6, starts_at: 0 },
				{ seconds: 0.6, starts_at: 0.6 },
			],
			file: { seconds: 1.2 },
		});
	});

	test('leaves something of each clip', async () => {
		const items = await two();
		const before = storedFiles();
		const { error } = await join(items, { options: { trimStart: 0.5, trimEnd: 0.5 } });
		expect(error?.message).toBe(
			'Trimming leaves nothing of the file "scene-1.mp4" of item 0, which is 1 s long',
		);
		await expectNothing(before);
	});
});

describe('before anything is written, the error names the item and the file', () => {
	const WEBM = Buffer.from(
		'1a45dfa3010000000000001f4286810142f7810142f2810442f381084282847765626d',
		'hex',
	);
	const whole = made();
	const encrypted = made({ code: 'encv' });
	const damaged = Buffer.from(whole);
	// The number of samples that stsz has.
	damaged.writeUInt32BE(26, damaged.indexOf('stsz') + 12);

	test.each([
		['WebM', WEBM, 'is a WebM or Matroska file, not an mp4 video', 'Convert it to mp4'],
		[
			'text',
			Buffer.from('{"error": "not found"}'),
			'is a file of an unknown kind, not an mp4 video',
			'Convert it to mp4',
		],
		['nothing', Buffer.alloc(0), 'is empty', 'Run the node that makes'],
		[
			'a part of a file',
			whole.subarray(0, whole.length - 10),
			'is incomplete: its end is missing',
			'Run the node that makes',
		],
		[
			'a part of the tables',
			whole.subarray(0, 100),
			'is incomplete: its end is missing',
			'Run the node that makes',
		],
		['an encrypted file', encrypted, 'is encrypted', 'copy protection'],
		['sound alone', clipFile({ audio: SOUND }), 'has no video track', 'another field'],
	])('%s', async (_, bytes, message, hint) => {
		const items = [(await two())[0], await clipItem(bytes, 'scene-2.mp4')];
		const before = storedFiles();
		const { error, status } = await join(items);
		expect(status).toBe('error');
		expect(error?.message).toBe(`The file "scene-2.mp4" of item 1 ${message}`);
		expect(error?.description).toContain(hint);
		await expectNothing(before);
	});

	test('a file that contradicts itself', async () => {
		const { error } = await join([await clipItem(damaged, 'odd.mp4')]);
		expect(error?.message).toMatch(/^The file "odd.mp4" of item 0 is damaged \(\w{4}\)$/);
	});

	test('no file', async () => {
		const [first] = await two();
		const { error } = await join([first, { json: {}, binary: {} }]);
		expect(error?.message).toBe('There is no file in the field "data" of item 1 for Join');
		expect(error?.description).toContain('Put a node that reads the file before this one');
	});

	test.each([
		['size', { width: 128 }, 'the size 128x48', 'the size 64x48'],
		[
			'audio rate',
			{ audio: SOUND, rate: 48000 },
			'the audio rate 48000 Hz',
			'the audio rate 44100 Hz',
		],
	])('another %s than the first clip', async (_, second, other, first) => {
		const items = await two({ audio: SOUND }, second);
		const before = storedFiles();
		const { error } = await join(items);
		expect(error?.message).toBe(
			`The file "scene-2.mp4" of item 1 has ${other}, but "scene-1.mp4" of item 0 has ${first}`,
		);
		expect(error?.description).toContain('the same model and the same size');
		await expectNothing(before);
	});

	test('sound is compared with the first clip that has any', async () => {
		const [silent] = await two();
		const items = [silent, ...(await two({ audio: SOUND }, { audio: SOUND, rate: 48000 }))];
		const { error } = await join(items);
		expect(error?.message).toContain('"scene-2.mp4" of item 2 has the audio rate 48000 Hz, but');
		expect(error?.message).toContain('"scene-1.mp4" of item 1 has the audio rate 44100 Hz');
		expect(error?.description).toContain('set Audio to Remove or Replace');
		expect((await join(items, { joinAudio: 'remove' })).error).toBeUndefined();
	});

	test('a later group that cannot be joined', async () => {
		const items = await two({}, { width: 128 });
		const bad = await clipItem(Buffer.from('no video'), 'bad.mp4');
		const before = storedFiles();
		const { error } = await join([...items, bad], { groupBy: '={{ $itemIndex }}' });
		expect(error?.message).toContain('The file "bad.mp4" of item 2 ');
		await expectNothing(before);
	});

	test.each([
		['Audio', { joinAudio: 'louder' }, 'Audio must be keep, remove or replace, not "louder"'],
		['Trim Start', { options: { trimStart: '={{ -1 }}' } }, 'Trim Start must be'],
		['Group By', { groupBy: '={{ $json }}' }, 'The expression in Group By gives an object'],
		['Group By', { groupBy: '{{ $json.story }}' }, 'The expression in Group By was not evaluated'],
		[
			'the field of the clips',
			{ joinBinaryField: '={{ $binary }}' },
			'The expression in Input Binary Field gives an object, not a file',
		],
	])('what is wrong with %s', async (_, parameters, message) => {
		const { error } = await join(await two(), parameters);
		expect(error?.message).toContain(message);
	});
});

describe('On Error: Continue', () => {
	test.each(['continueRegularOutput', 'continueErrorOutput'] as const)(
		'%s: an item in place of each group that failed, paired with its input items',
		async (onError) => {
			const [good] = await two();
			const other = await clipItem(made({ width: 128 }), 'wide.mp4');
			const items = [good, good, other, other, good];
			const story = [1, 2, 1, 3, 3];
			items.forEach((item, n) => (items[n] = { ...item, json: { story: story[n] } }));
			const output = await join(
				items,
				{ groupBy: '={{ $json.story }}' },
				{ settings: { onError } },
			);
			const errors =
				onError === 'continueErrorOutput'
					? output.errorItems
					: output.items.filter(({ json }) => 'error' in json);
			expect(
				output.items.filter(({ json }) => 'clips' in json).map(({ pairedItem }) => pairedItem),
			).toEqual([pairs(1)]);
			expect(errors.map(({ pairedItem }) => pairedItem)).toEqual([pairs(0, 2), pairs(3, 4)]);
			expect(errors.map(({ json }) => json.error)).toEqual([
				expect.objectContaining({
					kind: 'input',
					message: expect.stringContaining('The file "wide.mp4" of item 2 has the size'),
					hint: expect.stringContaining('same model'),
				}),
				expect.objectContaining({ message: expect.stringContaining('of item 4 has the size') }),
			]);
		},
	);

	test('an item whose group is not known fails alone', async () => {
		const items = (await two()).map((item, n) => ({
			...item,
			json: { story: n === 0 ? {} : 'b' },
		}));
		const settings = { onError: 'continueRegularOutput' as const };
		const { items: output } = await join(items, { groupBy: '={{ $json.story }}' }, { settings });
		expect(output.map(({ json }) => Object.keys(json)[0])).toEqual(['error', 'group']);
		expect(output.map(({ pairedItem }) => pairedItem)).toEqual([pairs(0), pairs(1)]);
	});
});

describe("n8n's storage", () => {
	const place = (item: INodeExecutionData) =>
		path.join(storageFolder(), item.binary!.data.id!.split(':')[1]);

	test('a file that is shorter than it was: nothing is stored', async () => {
		const items = await two();
		truncateSync(place(items[1]), readFileSync(place(items[1])).length - 100);
		const before = storedFiles();
		const { error } = await join(items);
		expect(error?.message).toBe(
			'The file "scene-2.mp4" of item 1 changed while Join was reading it',
		);
		await expectNothing(before, true);
	});

	test('a file that is gone', async () => {
		const items = await two();
		rmSync(place(items[1]));
		const before = storedFiles();
		const { error } = await join(items);
		expect(error?.message).toContain('The file "scene-2.mp4" of item 1 could not be read: ');
		await expectNothing(before);
	});

	test('if n8n cannot store the file, the error says so', async () => {
		const clip = { data: '', fileName: 'clip.mp4', mimeType: 'video/mp4' };
		const elsewhere = { type: 'execution' as const, workflowId: 'other', executionId: '1' };
		const data = await Container.get(BinaryDataService).store(elsewhere, made(), clip);
		const folder = path.join(storageFolder(), 'workflows', 'w');
		rmSync(folder, { recursive: true, force: true });
		writeFileSync(folder, 'a file where n8n wants a folder');
		const { error } = await join([{ json: {}, binary: { data } }]);
		rmSync(folder);
		expect(error?.message).toContain('The joined video could not be stored by n8n: ');
		expect(error?.description).toBe(
			"Nothing was stored. Fix n8n's binary storage, then run again.",
		);
		await until('closed files', async () => openFiles().length === 0);
	});

	test('Stop ends it at once, and leaves nothing', async () => {
		const large = await clipItem(made({ video: { count: 600, bytes: 400_000 } }), 'large.mp4');
		const before = storedFiles();
		const items = Array.from({ length: 8 }, () => large);
		const stopWhen = () => storedFiles().length > before.length;
		const { status } = await join(items, {}, { stopWhen });
		expect(status).toBe('canceled');
		await expectNothing(before, true);
		const [left] = storedFiles().filter((file) => !before.includes(file));
		expect(left === undefined ? 0 : statSync(left).size).toBeLessThan((8 * 600 * 400_000) / 2);
	});
});

test('as a tool, it links to the file', async () => {
	const { items } = await join(await two(), {}, { asTool: true });
	expect(items[0].json.file_url).toMatch(/token=/);
});

test('other operations still need the credential', async () => {
	const parameters = { operation: 'create', prompt: 'a lake' };
	const { error } = await stage.run({ parameters, withoutCredential: true });
	expect(`${error?.message} ${error?.description}`).toMatch(/[Cc]redential/);
	expect(await stage.sandbox.requests()).toEqual([]);
});

test('a credential that is still there does not stand in the way', async () => {
	const { error } = await join(await two(), {}, { withoutCredential: false });
	expect(error).toBeUndefined();
});
