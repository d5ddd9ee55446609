import './support/memory-mode.mts';
import { clipFile } from '../support/clip-file.mts';
import { binaryItem } from './support/binary.mts';
import { fileOf, startEngine, stopEngine } from './support/engine.mts';
import { clipItem, join } from './support/join.mts';

beforeAll(startEngine);
afterAll(stopEngine);

const FRAMES = { count: 25, bytes: 40_000 };
const SAMPLES = FRAMES.count * FRAMES.bytes;
const clip = (fill: number) => clipFile({ video: FRAMES, fill });

test('files that the execution itself holds are joined', async () => {
	const items = [await clipItem(clip(1), 'one.mp4'), await clipItem(clip(2), 'two.mp4')];
	expect(items.map(({ binary }) => binary?.data.id)).toEqual([undefined, undefined]);
	const { items: joined, error } = await join(items);
	expect(error).toBeUndefined();
	expect(joined[0].json).toMatchObject({
		clips: [{ name: 'one.mp4' }, { name: 'two.mp4', starts_at: 1 }],
		file: { name: 'joined.mp4', seconds: 2 },
	});
	const bytes = await fileOf(joined[0]);
	expect(bytes.length).toBe((joined[0].json.file as { bytes: number }).bytes);
	const expected = Buffer.concat([Buffer.alloc(SAMPLES, 1), Buffer.alloc(SAMPLES, 2)]);
	expect(bytes.subarray(-2 * SAMPLES).equals(expected)).toBe(true);
});

test('so is the file that replaces their sound', async () => {
	const music = clipFile({ audio: { count: 100, bytes: 10 } });
	const items = [await clipItem(clip(1), 'one.mp4')];
	items[0].binary!.audio = (await binaryItem('audio', music, 'a.m4a', 'audio/mp4')).binary!.audio;
	const { items: joined, error } = await join(items, { joinAudio: 'replace' });
	expect(error).toBeUndefined();
	expect(joined[0].json).toMatchObject({ file: { hasAudio: true, seconds: 1 } });
});

test('what is wrong with one is said of it', async () => {
	const items = [
		await clipItem(clip(1), 'one.mp4'),
		await clipItem(clip(2).subarray(0, -1), 'b.mp4'),
	];
	const { error } = await join(items);
	expect(error?.message).toBe('The file "b.mp4" of item 1 is incomplete: its end is missing');
});

test('as a tool, it says that there is no link to the file', async () => {
	const { items } = await join([await clipItem(clip(1), 'one.mp4')], {}, { asTool: true });
	expect(items[0].json).toMatchObject({ file_url: null, clips: [{ name: 'one.mp4' }] });
});
