import { writeFile } from 'node:fs/promises';
import { decode, type Decoded } from './support/decode.mts';
import { AAC, H264, H264_B } from './support/encoders.mts';
import { whole } from './support/expected.mts';
import { judge } from './support/judge.mts';
import { makeClip } from './support/makeClip.mts';
import { ffmpeg, inOrder, useFolder } from './support/run.mts';

// The judge is judged: what ffmpeg joins by decoding everything is right, and each fault is found.
const placeOf = useFolder();
const sound = { sampleRate: 44_100, channels: 2, encoder: AAC } as const;
const specs = [0, 1, 2].map((index) => ({
	...{ index, seconds: 1.6 + index * 0.4, rate: '25', video: H264_B, sound },
}));
let files: string[];
let clips: Decoded[];

beforeAll(async () => {
	files = await inOrder(specs, async (spec) => await makeClip(spec, placeOf));
	clips = await inOrder(files, decode);
});

// Without loss.
const CODECS = ['-c:v', 'libx264', '-qp', '0', '-preset', 'ultrafast', '-c:a', 'flac'];
const LOSSLESS = [...CODECS, '-sample_fmt', 's32', '-strict', '-2'];

/** Joins the clips by decoding them, after a filter for each of their pictures and sounds. */
async function joinDecoded(name: string, change: { video?: string; audio?: string; at: number }) {
	const filters = files.flatMap((_, index) => {
		const isHere = index === change.at;
		return [
			`[${index}:v]${(isHere && change.video) || 'null'}[v${index}]`,
			`[${index}:a]${(isHere && change.audio) || 'anull'},apad,atrim=duration=${specs[index].seconds}[a${index}]`,
		];
	});
	const inputs = files.map((_, index) => `[v${index}][a${index}]`).join('');
	const graph = [...filters, `${inputs}concat=n=${files.length}:v=1:a=1[v][a]`].join(';');
	const file = placeOf(name);
	await ffmpeg(
		...files.flatMap((one) => ['-i', one]),
		...[
			'-filter_complex',
			graph,
			'-map',
			'[v]',
			'-map',
			'[a]',
			...LOSSLESS,
			'-fps_mode',
			'passthrough',
			file,
		],
	);
	return await decode(file);
}

const expected = () => ({ parts: clips.map(whole), sound: 'keep' as const });

test('nothing is wrong with what ffmpeg has joined by decoding', async () => {
	expect(judge(await joinDecoded('right.mp4', { at: 0 }), expected())).toEqual([]);
});

test('another order is', async () => {
	const [first, ...others] = clips;
	const joined = await joinDecoded('order.mp4', { at: 0 });
	expect(judge(joined, { ...expected(), parts: [...others, first].map(whole) })).toEqual([
		'frame 2 of clip 0 is another one',
	]);
});

test.each([
	['a missing frame', { video: "select='not(eq(n,20))'" }, /^there are \d+ frames/],
	['a frame that is another one', { video: 'hue=h=90:enable=eq(n\\,20)' }, /^frame 20 of clip 1/],
	[
		'a late frame',
		{ video: "setpts='PTS+if(eq(N,20),0.02/TB,0)'" },
		/^a frame of clip 1 is .* late/,
	],
	['late sound', { audio: 'adelay=100:all=1' }, /^the sound of clip 1 is 0\.1/],
	[
		'early sound',
		{ audio: 'atrim=start=0.1,asetpts=PTS-STARTPTS' },
		/^the sound of clip 1 is -0\.1/,
	],
	['silence', { audio: 'volume=0' }, /^the sound of clip 1 is another one/],
	[
		'a gap in the sound',
		{ audio: "volume=0:enable='between(t,1,1.05)'" },
		/^the sound of clip 1 is another one/,
	],
	['sound that is too loud', { audio: 'volume=1.1' }, /^the sound of clip 1 is another one/],
])('%s is wrong', async (name, change, objection) => {
	const joined = await joinDecoded(`${name}.mp4`, { ...change, at: 1 });
	expect(judge(joined, expected())[0]).toMatch(objection);
});

test('missing sound is wrong, and sound where nobody wants it', async () => {
	const joined = await joinDecoded('sound.mp4', { at: 0 });
	expect(judge({ ...joined, sound: undefined }, expected())).toEqual(['there is no sound']);
	expect(judge(joined, { ...expected(), sound: 'none' })).toEqual(['there is sound']);
});

test('sound where a clip has none is wrong', async () => {
	const joined = await joinDecoded('silent.mp4', { at: 0 });
	const parts = clips.map((clip, index) =>
		whole(index === 1 ? { ...clip, sound: undefined } : clip),
	);
	expect(judge(joined, { sound: 'keep', parts })).toEqual([
		expect.stringMatching(/^clip 1 is as loud as/),
	]);
});

test('of pictures alone, nothing is wrong with what ffmpeg has joined by copying', async () => {
	const silent = await inOrder([3, 4, 5], async (index) =>
		makeClip({ index, seconds: 1, rate: '25', video: H264 }, placeOf),
	);
	const list = placeOf('list.txt');
	await writeFile(list, silent.map((file) => `file '${file}'\n`).join(''));
	const file = placeOf('copied.mp4');
	await ffmpeg('-f', 'concat', '-safe', '0', '-i', list, '-c', 'copy', file);
	const parts = (await inOrder(silent, decode)).map(whole);
	expect(judge(await decode(file), { parts, sound: 'keep' })).toEqual([]);
});
